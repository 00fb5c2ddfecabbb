import { causeWords } from "#components/councils/cause-words.ts";
import type { DecisionView, VerdictOffer } from "#components/councils/decision.ts";
import { capital } from "#components/ui/capital.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Means } from "#lib/access/means.ts";
import { meaningOf, type ReviewDecision } from "#lib/councils/signable.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Overdue } from "#lib/policy/policy.ts";
import { REVIEW_GROUPS, type ReviewItem, type ReviewPageView } from "#lib/releases/views/reviews.ts";

export type ReviewLook = { readonly word: string; readonly tone: Tone; readonly icon: StateIcon };

const LOOKS: Readonly<Record<(typeof REVIEW_GROUPS)[number], ReviewLook>> = {
  open: { word: "Open", tone: "hold", icon: "hourglass" },
  overdue: { word: "Overdue", tone: "fail", icon: "alert" },
  fit: { word: "Still fit", tone: "pass", icon: "check" },
  unfit: { word: "Not fit", tone: "fail", icon: "cross" },
  closed: { word: "Closed", tone: "plain", icon: "slash" },
};

export const lookOf = ({ state, overdue }: Pick<ReviewItem, "state" | "overdue">): ReviewLook =>
  LOOKS[overdue ? "overdue" : state];

export const groupChoices = REVIEW_GROUPS.map((value) => ({ value, label: LOOKS[value].word }));

/** "Drift and an incident on its pointer" */
export const causesText = (causes: ReviewItem["causes"]): string =>
  capital(listed([...new Set(causes)].map((cause) => causeWords[cause])));

/** What the policy lets follow while it is late. */
export const overdueText: Readonly<Record<Overdue, string>> = {
  warn: "people are told",
  hold: "people are told, and rollouts on its pointer hold",
  block: "people are told, rollouts on its pointer hold, and no release of the model starts",
};

/** What follows from where it is. */
export function followsText({ state, overdue, ifOverdue, pointer, seatsMet, seatsAll }: ReviewItem): string {
  switch (state) {
    case "open":
      return `${seatsMet} of ${seatsAll} seats signed. ${overdue ? "Overdue" : "If overdue"}: ${overdueText[ifOverdue]}.`;
    case "fit":
      return "Its council found it still fit.";
    case "unfit":
      return `Rollouts on ${pointer} that were approved before hold, and no standard change of the model starts. Release managers are asked to go back or to replace it.`;
    case "closed":
      return "Another version is live by now.";
  }
}

/** What the reader may sign now, or why nothing. */
export function reviewDecision(
  view: ReviewPageView,
  { reader, means }: { reader: { readonly name: string }; means: Means },
): DecisionView<ReviewDecision> {
  const { mine, number, model, version, pointer, digest, owners } = view;
  if (mine.seat === null || mine.whyNotSign !== null) return { kind: "barred", text: mine.whyNotSign ?? "" };
  const whyNot = mine.whyNotApprove ?? undefined;
  const fit = { verb: "approve" as const, next: afterSigning(view, "approve"), whyNot };
  const offers: VerdictOffer<ReviewDecision>[] = [
    { ...fit, meaning: meaningOf("re-review", "approve") },
    {
      ...fit,
      meaning: meaningOf("re-review", "approve", true),
      consequence: "Each condition becomes a finding of the version, for its owner, due on its day.",
      onConditions: { owners, stages: [] },
    },
    {
      verb: "reject",
      meaning: meaningOf("re-review", "reject"),
      consequence: "Ends the re-review as not fit.",
      next: afterSigning(view, "reject"),
    },
  ];
  return {
    kind: "sign",
    subject: `Re-review ${number}: ${model} v${version} on ${pointer}`,
    concerns: [],
    printedName: reader.name,
    subjectDigest: digest,
    means,
    seat: {
      seatId: mine.seat,
      name: functionLabels[mine.seat],
      sections: [{ name: "what is live and every cause", digest, changed: false }],
      offers,
    },
  };
}

/** Has the reader something to sign now? */
export const maySignReview = ({ mine }: ReviewPageView): boolean =>
  mine.seat !== null && mine.whyNotSign === null;

function afterSigning({ seatsMet, seatsAll, pointer }: ReviewPageView, verb: ReviewDecision) {
  if (verb === "reject")
    return [
      { icon: "alert" as const, text: `Rollouts on ${pointer} that were approved before this hold.` },
      { icon: "slash" as const, text: "No standard change of the model starts." },
      { icon: "back" as const, text: "Release managers are asked to go back. Nothing goes back by itself." },
    ];
  const missing = seatsAll - seatsMet - 1;
  return [
    {
      icon: "check" as const,
      text:
        missing > 0
          ? `${missing} more ${missing === 1 ? "seat signs" : "seats sign"} before it ends.`
          : "It ends as still fit.",
    },
  ];
}
