import type { Barred, Seat } from "#components/councils/seats.tsx";
import { unnamedOriginText } from "#components/registry/shared-words.ts";
import { overText } from "#components/releases/over-text.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import { countOf } from "#components/ui/format-number.ts";
import { shortDigest } from "#components/ui/short-digest.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either, listed } from "#lib/kernel/listed.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { SeatView, VerdictView } from "#lib/releases/views/release-council.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { inReview } from "./in-review.ts";
import { sealedNote } from "./sealed/sealed-words.ts";

/** The seats as the rail shows them: who signed what, who is awaited, what no longer counts and why. */
export const seatsOf = (release: ReleasePageView): Seat[] =>
  release.council.seats.map((seat) => ({
    id: seat.function,
    name: functionLabels[seat.function],
    ...standing(seat, release),
    ...lateness(seat),
    ...(seat.state !== "met" && seat.waiting.length > 0 && isUndecided(release.state)
      ? { waiting: seat.waiting }
      : {}),
  }));

const STEPS: Readonly<Record<SeatView["steps"][number]["step"], string>> = {
  reminded: "Members reminded",
  "alternates-told": "Alternates and chair told",
  escalated: "Escalated",
};

/** What was done about a seat that nobody signed in time; nothing where it is met. */
function lateness({ state, steps }: SeatView): Pick<Seat, "late"> {
  const late = steps.flatMap(({ step, takenAt }) => (takenAt ? [{ text: STEPS[step], at: takenAt }] : []));
  return state === "met" || late.length === 0 ? {} : { late };
}

/** When the next step is due, else when the review ends. */
const nextDue = ({ steps }: SeatView, release: ReleasePageView): string | null =>
  steps.find(({ dueAt, takenAt }) => dueAt !== null && takenAt === null)?.dueAt ?? release.dueAt;

type Standing = Omit<Seat, "id" | "name">;

function standing(seat: SeatView, release: ReleasePageView): Standing {
  if (seat.state === "met") return { state: "met", ...signed(seat) };
  if (seat.state === "objected") return { state: "objected", ...objection(seat) };
  const sealed = sealedNote(release.sealed, seat.function);
  if (sealed) return { state: "sealed", note: sealed };
  const open = inReview(release);
  const mine = release.mine.seats.some((own) => own.function === seat.function && own.whyNot === null);
  const due = open ? nextDue(seat, release) : null;
  const dueAt = due ? { dueAt: due } : {};
  const last = seat.verdicts.findLast(
    ({ because }) => because !== null && because !== "replaced" && because !== "lifted",
  );
  if (last) return { state: mine ? "yours" : "stale", ...stale(last), ...dueAt };
  if (seat.candidates.length < seat.min) return { state: "unfillable", note: "Too few eligible reviewers" };
  return { state: mine ? "yours" : "waiting", note: awaited(seat, mine, open), ...dueAt };
}

const isApproval = ({ counts, decision }: VerdictView): boolean => counts && decision === "approve";

function signed({ verdicts, min }: SeatView) {
  const counting = verdicts.filter(isApproval);
  const last = counting.at(-1);
  const digest = last ? ` over ${shortDigest(last.subjectDigest).short}` : "";
  const others = counting.slice(0, -1).map(({ signerName }) => signerName);
  const names = others.length > 0 ? `, with ${listed(others)}` : "";
  const over = overText(last?.over);
  const on = last?.conditions ? ` with ${countOf(last.conditions, "condition")}` : "";
  const note =
    min > 1 ? `${counting.length} approved${on}${digest}${names}${over}` : `Approved${on}${digest}${over}`;
  return { note: `${note}${behalfText(last)}`, ...byWhom(last) };
}

/** ", on behalf of Lena Voss" */
const behalfText = (verdict: VerdictView | undefined): string =>
  verdict?.onBehalfOf ? `, on behalf of ${verdict.onBehalfOf}` : "";

function objection({ verdicts }: SeatView) {
  const last = verdicts.findLast(({ counts, decision }) => counts && decision !== "approve");
  const note = last?.decision === "reject" ? "Rejected" : "Requests changes";
  return { note: `${note}${behalfText(last)}`, ...byWhom(last) };
}

const byWhom = (verdict: VerdictView | undefined) => ({
  person: verdict?.signerName,
  at: verdict?.signedAt,
  comment: verdict?.comment || undefined,
});

const stale = (verdict: VerdictView) => ({
  person: verdict.signerName,
  note: `Stale: ${staleText(verdict)}`,
  comment: verdict.comment || undefined,
});

function awaited({ verdicts, min, candidates }: SeatView, mine: boolean, open: boolean): string {
  const progress = min > 1 ? `${verdicts.filter(isApproval).length} of ${min} signed. ` : "";
  if (mine) return `${progress}Waiting for you`;
  const who = candidates.length > 3 ? `one of ${candidates.length} people` : either(candidates);
  return open ? `${progress}Waiting for ${who}` : `${progress}To be signed by ${who}`;
}

/** Why a verdict does not count, as the end of a sentence. */
export function staleText({ because, changedSections, decision, round, lift }: VerdictView): string {
  const what = decision === "approve" ? "approval" : "verdict";
  if (because === "changed")
    return `${sectionsText(changedSections)} changed after the ${what} in round ${round}`;
  if (because === "recused") return "the signer recused themselves";
  if (because === "overdue") return "a condition of this approval is overdue";
  if (because === "not-entitled") return "the signer may no longer sign for this function";
  if (because === "lifted" && lift) return `${lift.by} lifted it, because: ${lift.reason}`;
  return "the signer decided again later";
}

/** What the version was made of without saying so. */
export const originNotes = ({ origins, sections }: Pick<ReleasePageView, "origins" | "sections">): string[] =>
  origins.map((shared) =>
    unnamedOriginText(shared, { model: sections.target.model, number: sections.artifact.version }),
  );

/** Everyone who had a part in the work, each once with every reason, and whoever recused themselves. */
export function barredOf({
  contributors,
  recusals,
}: Pick<ReleasePageView, "contributors" | "recusals">): Barred[] {
  const people = Map.groupBy(contributors, ({ personId }) => personId);
  return [
    ...[...people.values()].map((parts) => ({
      person: parts[0]!.name,
      because: listed([...new Set(parts.map(({ because }) => because))]),
    })),
    ...recusals.map(({ person, reason }) => ({ person, because: `recused: ${reason}` })),
  ];
}
