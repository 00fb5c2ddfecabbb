import { countOf } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LogWitnessesView } from "#lib/audit/views/log-witnesses.ts";

type Witness = LogWitnessesView["witnesses"][number];

/** Who outside has cosigned the log and how far; warns of each that does not cosign it. */
export function WitnessesLine({ witnesses }: LogWitnessesView) {
  const [troubled, sound] = [
    witnesses.filter(({ trouble }) => trouble),
    witnesses.filter(({ trouble }) => !trouble),
  ];
  return (
    <>
      {troubled.map((witness) => (
        <Troubled key={witness.key} witness={witness} />
      ))}
      {sound.map((witness) => (
        <p key={witness.key} className="text-sm text-ink-2">
          Witness <b className="font-semibold">{witness.name}</b> <Progress witness={witness} />
        </p>
      ))}
      {witnesses.length === 0 && (
        <p className="text-sm text-ink-2">
          No witness cosigns this log, so only checkpoints that others kept would reveal a rewritten past.
        </p>
      )}
    </>
  );
}

function Troubled({ witness }: { witness: Witness }) {
  const { name, trouble, cosignedAt } = witness;
  return (
    <Notice tone="hold" icon="alert" role="status" title={`The witness ${name} does not cosign the log.`}>
      It {trouble}. {cosignedAt === null ? "It " : "Before, it "}
      <Progress witness={witness} /> Signing goes on without it.
    </Notice>
  );
}

function Progress({ witness: { size, cosignedAt } }: { witness: Witness }) {
  if (cosignedAt === null) return <>has not cosigned anything yet.</>;
  return (
    <>
      cosigned the first {countOf(size, "leaf", "leaves")} at <Time at={cosignedAt} as="second" />.
    </>
  );
}
