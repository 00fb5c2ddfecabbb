import Link from "next/link";
import { capital } from "#components/ui/capital.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { WaiverListView } from "#lib/releases/views/waivers.ts";
import { repeatsOf, repeatText } from "./waiver-words.ts";

/** Gates that were waived for the same model more than once. */
export function WaiverRepeats({ list }: { list: WaiverListView }) {
  const repeats = repeatsOf(list);
  return (
    <Sheet title="Repeats" provenance="same gate, same model, 180 days" flush>
      {repeats.length === 0 ? (
        <EmptyState title="No gate was waived twice" />
      ) : (
        <ul className="divide-y divide-line text-sm">
          {repeats.map(({ number, gate, model, nth }) => (
            <li key={number} className="flex items-start gap-3 py-2.5">
              <StateMark tone="hold" icon="back" square />
              <span className="min-w-0 flex-1">
                <span className="font-medium">{gate.title}</span>
                <span className="block text-xs text-ink-3">
                  {model}, {repeatText(nth)} in half a year. Meet the gate, or have the policy changed.
                </span>
              </span>
              <Link href={`/waivers/${number}`} className="text-xs font-medium text-accent hover:underline">
                Show
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

/** How many are open in each tier, and what one may be. */
export function WaiverLimits({ list }: { list: WaiverListView }) {
  return (
    <Sheet title="Open waivers by tier" provenance={`extended ${list.extensions} times at most`} flush>
      <ul className="divide-y divide-line text-sm">
        {list.tiers.map(({ tier, open, days, perModel }) => (
          <li key={tier} className="grid grid-cols-[5rem_1fr_auto] items-baseline gap-3 py-2">
            <span>{capital(tier)}</span>
            <span className="text-xs text-ink-3">
              {perModel} a model, {days} days each
            </span>
            <span className="text-right tabular-nums">{open} open</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
