import Link from "next/link";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { decisionLooks } from "#components/rollouts/verdict/decision-words.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";

/** What the rollout did: each stage it entered, each verdict that was carried out, and how it ended. */
export function RolloutRecord({ rollout }: { rollout: RolloutPageView | null }) {
  if (!rollout) return <p className="text-sm text-ink-2">Its rollout has not started.</p>;
  return (
    <>
      <Ended rollout={rollout} />
      <Sheet title="Stages entered" flush>
        <DataTable
          caption="Stages that the rollout entered"
          columns={stageColumns(rollout)}
          rows={rollout.steps}
          rowKey={({ exposureId }) => exposureId}
          empty={
            <EmptyState title="None is recorded">
              The first version on a pointer is compared with nothing.
            </EmptyState>
          }
        />
      </Sheet>
      <Sheet title="Verdicts carried out" provenance="each can be recomputed from its evidence" flush>
        <DataTable
          caption="Verdicts that were carried out"
          columns={verdictColumns(rollout)}
          rows={rollout.verdicts.toReversed()}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/releases/${rollout.release}/rollout/verdicts/${id}`}
          empty={<EmptyState title="None yet">A stage that ends leaves its verdict here.</EmptyState>}
        />
      </Sheet>
    </>
  );
}

function Ended({ rollout }: { rollout: RolloutPageView }) {
  const { state, startedBy, startedAt, endedAt, because, incident, planDigest } = rollout;
  return (
    <Sheet title={`Rollout ${rollout.number}`} provenance={<Stated look={rolloutLooks[state]} />}>
      <DefinitionList
        items={[
          {
            term: "Started",
            value: (
              <>
                by {startedBy}, <Time at={startedAt} as="second" />
              </>
            ),
          },
          { term: "Ended", value: endedAt ? <Time at={endedAt} as="second" /> : "not yet" },
          ...(because ? [{ term: "Because", value: because }] : []),
          ...(incident === null
            ? []
            : [
                {
                  term: "Incident",
                  value: (
                    <Link href={`/incidents/${incident}`} className="font-medium text-accent hover:underline">
                      Incident {incident}
                    </Link>
                  ),
                },
              ]),
          { term: "Plan", value: <Digest value={planDigest} /> },
        ]}
      />
    </Sheet>
  );
}

type Step = RolloutPageView["steps"][number];
type Verdict = RolloutPageView["verdicts"][number];

const stageColumns = ({ plan: { stages } }: RolloutPageView): readonly Column<Step>[] => [
  { key: "stage", header: "Stage", cell: ({ stageIndex }) => stages[stageIndex]?.name ?? "A stage" },
  { key: "entered", header: "Entered", cell: ({ enteredAt }) => <Time at={enteredAt} as="second" /> },
  {
    key: "left",
    header: "Left",
    cell: ({ leftAt }) => (leftAt ? <Time at={leftAt} as="second" /> : "not yet"),
  },
  {
    key: "rows",
    header: "Candidate and baseline",
    align: "right",
    cell: ({ candidateRows, baselineRows }) =>
      `${formatNumber(candidateRows)} and ${formatNumber(baselineRows)}`,
  },
];

const verdictColumns = ({ plan: { stages } }: RolloutPageView): readonly Column<Verdict>[] => [
  {
    key: "verdict",
    header: "Verdict",
    cell: ({ decision, stageIndex }) =>
      `${decisionLooks[decision].word}, ${stages[stageIndex]?.name ?? "a stage"}`,
  },
  { key: "decided", header: "Decided", cell: ({ decidedAt }) => <Time at={decidedAt} as="second" /> },
  { key: "judge", header: "By", cell: ({ judgeVersion }) => judgeVersion },
  { key: "inputs", header: "Evidence", cell: ({ inputsDigest }) => <Digest value={inputsDigest} bare /> },
];
