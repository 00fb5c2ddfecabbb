import Link from "next/link";
import type { ReactNode } from "react";
import type { Gate } from "#components/releases/release-view.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type StateIcon, StateMark } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";

/** Every check at once, those that stand against it first, each with the way out. */
export function GateList({ gates, provenance }: { gates: readonly Gate[]; provenance?: ReactNode }) {
  const worstFirst = [...gates].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Sheet title="Checks" provenance={provenance} flush>
      {gates.length === 0 && (
        <EmptyState title="No checks">This policy asks for signatures alone.</EmptyState>
      )}
      <ul className="divide-y divide-line text-sm">
        {worstFirst.map((gate) => (
          <li key={gate.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <StateMark tone={looks[gate.state].tone} icon={looks[gate.state].icon} />
            <span className="min-w-0 flex-1 basis-52">
              <span className="sr-only">{looks[gate.state].word}: </span>
              <span className="font-medium">{gate.name}</span>{" "}
              <span className="text-ink-2">{gate.message}</span>
            </span>
            {gate.resolution && (
              <Link
                href={gate.resolution.href}
                className="text-xs font-medium text-accent hover:underline max-sm:ml-8"
              >
                {gate.resolution.action}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

const order: readonly Gate["state"][] = ["fail", "none", "hold", "waived", "pass"];

const looks: Record<Gate["state"], { tone: Tone; word: string; icon?: StateIcon }> = {
  pass: { tone: "pass", word: "Passes" },
  fail: { tone: "fail", word: "Fails" },
  hold: { tone: "hold", word: "Waits" },
  none: { tone: "none", word: "No data" },
  waived: { tone: "hold", word: "Waived", icon: "alert" },
};
