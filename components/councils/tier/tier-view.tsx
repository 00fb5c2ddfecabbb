import { Scale } from "lucide-react";
import type { ReactNode } from "react";
import { TierTag } from "#components/registry/tier-tag.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type StateIcon, StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AssessmentState } from "#lib/councils/tier-assessment.ts";
import type { AssessmentView, ModelTierView } from "#lib/councils/views/model-tier.ts";
import { either } from "#lib/kernel/listed.ts";
import {
  type AnswerChange,
  answerChanges,
  assessmentEnd,
  becauseText,
  changeText,
  tierReason,
  whenText,
} from "./tier-words.ts";

type TierViewProps = {
  view: ModelTierView;
  /** The questionnaire, where the reader may answer it. */
  form: ReactNode;
};

/** The tier of a model: what is proposed, what was confirmed, and every assessment before. */
export function TierView({ view, form }: TierViewProps) {
  const { open, confirmed, ended } = view;
  const earlier = ended.filter(({ id }) => id !== confirmed?.id);
  return (
    <>
      {open && <Proposed assessment={open} confirmed={confirmed} />}
      <Sheet
        title="Tier"
        provenance={<TierTag tier={view.tier} confirmed={confirmed !== null} named />}
        flush={confirmed !== null}
      >
        <p className={confirmed ? "pt-3 text-sm text-ink-2" : "text-sm text-ink-2"}>
          {tierReason(view)} {confirmed && <Ended assessment={confirmed} />}
        </p>
        {confirmed && <Answers assessment={confirmed} before={null} />}
        {!confirmed && !open && <NotAssessed view={view} />}
      </Sheet>
      {form}
      {earlier.length > 0 && (
        <Sheet title="Earlier assessments" provenance="kept permanently" flush>
          <ItemList items={earlier.map(itemOf)} />
        </Sheet>
      )}
    </>
  );
}

function NotAssessed({ view: { owner, whyNotPropose } }: Pick<TierViewProps, "view">) {
  if (whyNotPropose === null)
    return (
      <p className="mt-1 text-sm">Answer the questions below; compliance confirms the tier that follows.</p>
    );
  return (
    <EmptyState icon={Scale} title="No assessment yet">
      {`${owner.name} answers the questionnaire; compliance confirms the tier that follows.`}
    </EmptyState>
  );
}

type ProposedProps = { assessment: NonNullable<ModelTierView["open"]>; confirmed: AssessmentView | null };

function Proposed({ assessment, confirmed }: ProposedProps) {
  const { author, proposedAt, reason, digest, candidates } = assessment;
  return (
    <Sheet
      title={`Proposed: ${changeText(assessment)}`}
      provenance={
        <>
          <StatePill tone="hold" icon="hourglass">
            waits for compliance
          </StatePill>
          <Digest value={digest} />
        </>
      }
      flush
    >
      <p className="pt-3 text-sm whitespace-pre-line">{reason}</p>
      <p className="pt-1 text-xs text-ink-3">
        {author.name}, <Time at={proposedAt} />
      </p>
      <p className="py-2 text-sm text-ink-2">
        {whenText(assessment)} {awaitedText(candidates)}
      </p>
      <Answers assessment={assessment} before={confirmed} />
    </Sheet>
  );
}

const awaitedText = (candidates: readonly string[]): string =>
  candidates.length > 0
    ? `Can be signed by ${either(candidates)}.`
    : "Nobody here can sign it: it takes a holder of compliance who is independent of its author.";

/** An answer, with the one that was confirmed before on a line of its own. */
function Answer({ is, was }: AnswerChange) {
  if (was === null) return is;
  return (
    <>
      <b className="font-medium">{is}</b>
      <span className="block text-xs text-ink-3">was: {was}</span>
    </>
  );
}

type AnswersProps = { assessment: AssessmentView; before: AssessmentView | null };

function Answers({ assessment, before }: AnswersProps) {
  return (
    <>
      <DataTable
        caption={`Answers to version ${assessment.questionnaire} of the questionnaire`}
        rows={answerChanges(assessment, before)}
        rowKey={({ question }) => question}
        columns={[
          { key: "ask", header: "Question", cell: ({ ask }) => ask },
          {
            key: "is",
            header: "Answer",
            cell: (change) => <Answer {...change} />,
          },
        ]}
      />
      <p className="py-2 text-xs text-ink-3">
        Why {assessment.tier}: {becauseText(assessment)}
      </p>
    </>
  );
}

const looks: Readonly<Record<AssessmentState, { tone: Tone; icon?: StateIcon }>> = {
  open: { tone: "hold" },
  confirmed: { tone: "pass" },
  rejected: { tone: "fail" },
  withdrawn: { tone: "plain", icon: "back" },
};

const itemOf = (assessment: AssessmentView): Item => ({
  key: assessment.id,
  ...looks[assessment.state],
  title: `${changeText(assessment)}, ${assessment.state}`,
  detail: (
    <>
      <span className="block">
        proposed by {assessment.author.name}: {assessment.reason}
      </span>
      <span className="block">{assessmentEnd(assessment)}</span>
    </>
  ),
  trailing: assessment.endedAt && <Time at={assessment.endedAt} />,
});

function Ended({ assessment }: { assessment: AssessmentView }) {
  const { author, proposedAt, signature } = assessment;
  return (
    <span>
      {author.name} answered the questions on <Time at={proposedAt} as="date" />; {signature?.signerName}{" "}
      confirmed them{" "}
      {signature && (
        <>
          on <Time at={signature.signedAt} as="date" />
        </>
      )}
      .
    </span>
  );
}
