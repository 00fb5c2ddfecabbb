import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";

/** What is stored of a verdict, by which it can be checked. */
export function VerdictRecord({ verdict }: { verdict: GateVerdictView }) {
  const { inputsDigest, judgeVersion, planDigest, release, event } = verdict;
  return (
    <Sheet title="Stored with the verdict">
      <DefinitionList
        items={[
          { term: "Inputs", value: <Digest value={inputsDigest} /> },
          { term: "Judge", value: judgeVersion },
          { term: "Plan", value: <Digest value={planDigest} href={`/releases/${release}?tab=plan`} /> },
          { term: "Log", value: event ? <Leaf event={event} /> : "no event" },
        ]}
      />
    </Sheet>
  );
}

/** An event has no leaf until the log has placed it. */
function Leaf({ event: { index, uid } }: { event: NonNullable<GateVerdictView["event"]> }) {
  return (
    <Digest value={index === null ? uid : formatNumber(index)} label="leaf" href={`/audit/${index ?? uid}`} />
  );
}
