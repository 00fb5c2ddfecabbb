import { ModelCard } from "#components/registry/model-card.tsx";
import { CardDiff, DiffLines } from "#components/releases/card-diff.tsx";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { Plan } from "#components/releases/plan-bars.tsx";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { changedPart, diffLines } from "#lib/kernel/line-diff.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import { CaseSheet } from "./case-sheet.tsx";
import { baseOf, gatesOf, stagesOf } from "./change-words.ts";
import { DataChanges } from "./data-changes.tsx";
import { EvaluationTab } from "./evaluation-tab.tsx";
import { GateList } from "./gate-list.tsx";
import { historyFeed } from "./history-feed.ts";
import { MetricsSheet } from "./metrics-sheet.tsx";
import { PlanInWords } from "./plan-in-words.tsx";
import { ReleaseHistory, Signatures } from "./release-history.tsx";
import { signaturesOf } from "./seat-words.ts";

export const TABS = ["changes", "evaluation", "card", "data", "checks", "plan", "history"] as const;
export type Tab = (typeof TABS)[number];

/** One view of a release; the first has the essence of all the others. */
export function ReleaseTab({ tab, release }: { tab: Tab; release: ReleaseView }) {
  switch (tab) {
    case "changes":
      return <Changes release={release} />;
    case "evaluation":
      return <EvaluationTab release={release} />;
    case "card":
      return <Card release={release} />;
    case "data":
      return <DataChanges {...release.data} baseVersion={baseOf(release)} />;
    case "checks":
      return <Checks release={release} />;
    case "plan":
      return <PlanInWords plan={release.sections.plan} digest={release.sectionDigests.plan!} />;
    case "history":
      return (
        <>
          <Signatures signatures={signaturesOf(release)} />
          <ReleaseHistory events={historyFeed(release.events)} />
        </>
      );
  }
}

function Changes({ release }: { release: ReleaseView }) {
  const { sections, sectionDigests, card } = release;
  return (
    <>
      <MetricsSheet release={release} />
      <SideBySide>
        <CardDiff
          lines={changedPart(cardLines(release), 1)}
          revision={card.revision}
          title={card.base === null ? "First model card" : undefined}
          href={`/releases/${release.number}?tab=card`}
        />
        <Plan
          stages={stagesOf(release)}
          digest={sectionDigests.plan!}
          wayBack={<WayBack release={release} />}
        />
      </SideBySide>
      <CaseSheet value={sections.case} author={release.author.name} />
      <Checks release={release} />
    </>
  );
}

function WayBack({ release }: { release: ReleaseView }) {
  const { plan } = release.sections;
  return (
    <ul className="flex flex-col gap-1">
      {plan.guardrails.map((guardrail) => (
        <li key={guardrail.id}>{guardrailSentence(plan, guardrail)}</li>
      ))}
    </ul>
  );
}

function Checks({ release }: { release: ReleaseView }) {
  const { policy } = release.sections;
  return <GateList gates={gatesOf(release)} provenance={`policy ${policy.version}, ${policy.council}`} />;
}

function Card({ release }: { release: ReleaseView }) {
  const { card } = release;
  const lines = cardLines(release);
  const changed = lines.some(({ kind }) => kind !== "same");
  return (
    <>
      {card.base !== null && changed && (
        <Sheet title="Against the live version's card" provenance="removed red, added green">
          <DiffLines lines={changedPart(lines, 3)} />
        </Sheet>
      )}
      <ModelCard markdown={card.candidate || null} provenance={`revision ${card.revision}`} />
    </>
  );
}

const cardLines = ({ card }: ReleaseView) => diffLines(card.base ?? "", card.candidate);
