import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { WayOut } from "#components/ui/way-out.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import { type Check, worstFirst } from "#lib/releases/checks.ts";

/** Every check, the failing ones first, each with what to do. */
export function GateList({ checks, provenance }: { checks: readonly Check[]; provenance?: ReactNode }) {
  return (
    <Sheet title="Checks" provenance={provenance} flush>
      {checks.length === 0 && (
        <EmptyState title="No checks">This policy requires signatures only.</EmptyState>
      )}
      <ul className="divide-y divide-line text-sm">
        {worstFirst(checks).map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
    </Sheet>
  );
}

/** One check with what it found, what covers it, and the ways out. */
export const CheckLine = ({ check }: { check: Check }) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
    <StateMark tone={looks[check.status].tone} />
    <span className="min-w-0 flex-1 basis-52">
      <span className="sr-only">{looks[check.status].word}: </span>
      <span className="font-medium">{check.title}</span>{" "}
      <span className="text-ink-2">
        {check.message}
        {check.at && (
          <>
            {" "}
            <Time at={check.at} as="relative" />
          </>
        )}
      </span>
    </span>
    {check.waiver && (
      <span className="text-ink-2 max-sm:ml-8">
        <WayOut place={{ label: `Waiver ${check.waiver.number}`, href: `/waivers/${check.waiver.number}` }} />{" "}
        signed by {listed(check.waiver.signedBy.map(signerText))}, until <Time at={check.waiver.until} />
      </span>
    )}
    {check.waivable && (
      <span className="max-sm:ml-8">
        <WayOut place={{ label: "Request a waiver", href: check.waivable.href }} />
      </span>
    )}
    {check.resolution && (
      <span className="max-sm:ml-8">
        <WayOut place={{ label: check.resolution.action, href: check.resolution.href }} />
      </span>
    )}
  </li>
);

export const signerText = (signer: NonNullable<Check["waiver"]>["signedBy"][number]): string =>
  `${signer.name} for ${functionLabels[signer.function]}`;

const looks: Readonly<Record<Check["status"], { tone: Tone; word: string }>> = {
  pass: { tone: "pass", word: "Passes" },
  fail: { tone: "fail", word: "Fails" },
  hold: { tone: "hold", word: "Waits" },
  waived: { tone: "hold", word: "Waived" },
};
