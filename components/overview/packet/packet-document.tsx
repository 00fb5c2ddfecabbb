import { Printer } from "lucide-react";
import { type ReactNode, useId } from "react";
import { NotAbleToSign, Seats } from "#components/councils/seats.tsx";
import { CardTab } from "#components/releases/review/card-tab.tsx";
import { CaseSheet } from "#components/releases/review/case-sheet.tsx";
import { baseOf } from "#components/releases/review/change-words.ts";
import { DataChanges } from "#components/releases/review/data-changes.tsx";
import { EvaluationTab } from "#components/releases/review/evaluation-tab.tsx";
import { GateList } from "#components/releases/review/gate-list.tsx";
import { historyFeed } from "#components/releases/review/history-feed.ts";
import { IndependenceSheet } from "#components/releases/review/independence.tsx";
import { PlanInWords } from "#components/releases/review/plan-in-words.tsx";
import { ReleaseHead } from "#components/releases/review/release-head.tsx";
import { ReleaseHistory, Signatures } from "#components/releases/review/release-history.tsx";
import { SealedSheet } from "#components/releases/review/sealed/sealed-sheet.tsx";
import { barredOf, originNotes, seatsOf } from "#components/releases/review/seat-words.ts";
import { signaturesOf } from "#components/releases/review/signature-words.ts";
import { WaivedThen } from "#components/releases/review/waived-then.tsx";
import type { ThreadView } from "#lib/releases/views/discussion.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { ConditionsRecord } from "./conditions-record.tsx";
import { DigestsRecord } from "./digests-record.tsx";
import { DiscussionRecord } from "./discussion-record.tsx";
import { RolloutRecord } from "./rollout-record.tsx";
import { SittingsRecord } from "./sittings-record.tsx";

type PacketDocumentProps = {
  release: ReleasePageView;
  threads: readonly ThreadView[];
  /** Null before it starts. */
  rollout: RolloutPageView | null;
  /** How the reader checks it without this server. */
  check: ReactNode;
};

type Part = { readonly id: string; readonly title: string; readonly content: ReactNode };

/** The whole evidence of a release as one document to read from top to bottom, or to print. */
export function PacketDocument(props: PacketDocumentProps) {
  const parts = partsOf(props);
  return (
    <div className="flex max-w-4xl flex-col gap-5 print:max-w-none">
      <ReleaseHead release={props.release} />
      <nav aria-label="Contents" className="rounded-lg border border-line bg-surface px-4 py-3 text-sm">
        <ol className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {parts.map(({ id, title }, at) => (
            <li key={id}>
              <a href={`#${id}`} className="text-accent hover:underline">
                {at + 1}. {title}
              </a>
            </li>
          ))}
        </ol>
        <p className="mt-2 flex items-center gap-1.5 text-xs text-ink-2 print:hidden">
          <Printer aria-hidden="true" className="size-3.5" />
          Print it or save it as a PDF with your browser. The signed packet at its end proves what stands
          here.
        </p>
      </nav>
      {parts.map(({ id, title, content }, at) => (
        <PartOf key={id} id={id} title={`${at + 1}. ${title}`}>
          {content}
        </PartOf>
      ))}
    </div>
  );
}

function PartOf({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section id={id} aria-labelledby={titleId} className="flex min-w-0 scroll-mt-16 flex-col gap-4">
      <h2 id={titleId} className="text-lg font-semibold break-after-avoid">
        {title}
      </h2>
      {children}
    </section>
  );
}

function partsOf({ release, threads, rollout, check }: PacketDocumentProps): readonly Part[] {
  const { sections, sectionDigests, checks } = release;
  const { plan, policy } = sections;
  return [
    { id: "case", title: "What was asked for", content: <Case release={release} /> },
    { id: "decision", title: "Who decided", content: <Decision release={release} /> },
    { id: "evidence", title: "What was measured", content: <EvaluationTab release={release} /> },
    { id: "card", title: "Model card", content: <CardTab release={release} /> },
    {
      id: "data",
      title: "Data",
      content: <DataChanges {...release.data} baseVersion={baseOf(release)} />,
    },
    {
      id: "plan",
      title: "Rollout plan",
      content: <PlanInWords plan={plan} digest={sectionDigests.plan} />,
    },
    {
      id: "checks",
      title: "Checks and gates",
      content: (
        <>
          <WaivedThen release={release} />
          <GateList checks={checks} provenance={`policy ${policy.version}, ${policy.council}`} />
        </>
      ),
    },
    {
      id: "conditions",
      title: "Conditions",
      content: <ConditionsRecord conditions={release.conditions} plan={plan} />,
    },
    {
      id: "discussion",
      title: "Discussion and challenges",
      content: <DiscussionRecord threads={threads} pinning={{ plan, checks }} />,
    },
    { id: "rollout", title: "Rollout", content: <RolloutRecord rollout={rollout} /> },
    { id: "digests", title: "Digests and rounds", content: <DigestsRecord {...release} /> },
    {
      id: "history",
      title: "What happened",
      content: <ReleaseHistory events={historyFeed(release.events)} />,
    },
    { id: "check", title: "How to check this", content: check },
  ];
}

const Case = ({ release }: { release: ReleasePageView }) => (
  <CaseSheet value={release.sections.case} author={release.author.name} mine={false} />
);

const Decision = ({ release }: { release: ReleasePageView }) => (
  <>
    <Seats seats={seatsOf(release)} />
    <SealedSheet sealed={release.sealed} />
    <SittingsRecord release={release} />
    <Signatures signatures={signaturesOf(release.council)} />
    <IndependenceSheet independence={release.independence} />
    <NotAbleToSign barred={barredOf(release)} notes={originNotes(release)} />
  </>
);
