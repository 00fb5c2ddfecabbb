import { Activity } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";

/** A live rollout in words. */
export type RolloutRow = {
  id: string;
  href: string;
  model: string;
  version: string;
  pointer: string;
  state: StateLook;
  exposurePercent: number;
  note: string;
};

type RolloutListProps = { rows: readonly RolloutRow[]; title?: string };

/** Every live rollout, worst first: its state, its share of traffic, what it waits for. */
export function RolloutList({ rows, title = "Live rollouts" }: RolloutListProps) {
  return (
    <Sheet title={title} provenance="worst first" flush>
      {rows.length === 0 && (
        <EmptyState
          icon={Activity}
          title="No live rollouts"
          action={<ButtonLink href="/releases">Releases</ButtonLink>}
        >
          Start an approved release from its page.
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="relative py-2.5">
            <div className="mb-1.5 flex items-center justify-between gap-3 text-sm">
              <Link href={row.href} className="min-w-0 after:absolute after:inset-0 hover:underline">
                <b className="font-medium">
                  {row.model} {row.version}
                </b>{" "}
                <span className="text-ink-3">on {row.pointer}</span>
              </Link>
              <Stated look={row.state} />
            </div>
            <Meter
              percent={row.exposurePercent}
              label="Traffic on the candidate"
              tone={meterTone(row.state)}
            />
            <p className="mt-0.5 text-xs text-ink-3">{row.note}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

const meterTone = ({ tone }: StateLook) => (tone === "pass" || tone === "yours" ? "candidate" : tone);
