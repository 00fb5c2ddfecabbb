import { functionLabels } from "#components/access/words.ts";
import type { DecisionView, NextStep, VerdictOffer } from "#components/councils/decision.ts";
import { sectionLabels } from "#components/releases/section-words.ts";
import { momentText } from "#components/ui/format-time.ts";
import type { Means } from "#lib/access/means.ts";
import type { Section } from "#lib/councils/sections.ts";
import { meaningOf } from "#lib/councils/signable.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";

type OwnSeat = ReleaseView["mine"]["seats"][number];

/** What the reader may sign now, or where the release stands for them. */
export function decisionOf(release: ReleaseView, printedName: string, means: Means): DecisionView {
  const { mine, round, subjectDigest } = release;
  const open = mine.seats.filter((seat) => seat.whyNot === null);
  const own = open.find((seat) => seat.signed?.counts !== true) ?? open[0];
  if (own) {
    const seat = release.council.seats.find((each) => each.function === own.function)!;
    return {
      kind: "sign",
      printedName,
      round,
      subjectDigest,
      means,
      seat: {
        seatId: own.function,
        name: functionLabels[own.function],
        sections: seat.signs.map(plainSection),
        changedSections: (own.signed?.changed ?? []).map((section) => sectionLabels[section]),
        already: alreadyText(own),
        offers: offersOf(own),
      },
    };
  }
  const [barred] = mine.seats;
  if (barred?.whyNot && isOpen(release)) return { kind: "barred", text: barred.whyNot };
  return standing(release);
}

const isOpen = ({ state }: ReleaseView): boolean => state === "in-review" || state === "changes-requested";
const plainSection = (section: Section): string => sectionLabels[section].replace(/^the /, "");

const past = { approve: "approved", "request-changes": "asked for changes", reject: "rejected it" } as const;

function alreadyText({ function: seat, signed }: OwnSeat): string | undefined {
  if (!signed?.counts) return undefined;
  const at = momentText(Date.parse(signed.at), "UTC", "minute");
  return `You ${past[signed.decision]} for ${functionLabels[seat]} on ${at} UTC.`;
}

function offersOf({ signed }: OwnSeat): VerdictOffer[] {
  return VERDICT_DECISIONS.map((verb) => ({
    verb,
    meaning: meaningOf("release", verb),
    whyNot: signed?.counts && signed.decision === verb ? "That is your verdict already." : undefined,
  }));
}

function standing({ state, council, rollout }: ReleaseView): DecisionView {
  switch (state) {
    case "draft":
      return { kind: "watch", text: "A draft. Its council sees it once it is submitted." };
    case "approved":
      return council.approved
        ? { kind: "done", text: "Every seat has approved it. It waits for a release manager to start it." }
        : { kind: "watch", text: "It was approved, but the approval no longer stands: see the seats." };
    case "releasing":
      return { kind: "watch", text: `Rollout ${rollout?.number ?? ""} is under way.` };
    case "released":
      return { kind: "done", text: "It is out: every stage passed." };
    case "rolled-back":
      return { kind: "watch", text: "It was taken back. To try again, open a new release." };
    case "withdrawn":
    case "rejected":
    case "expired":
    case "superseded":
      return { kind: "watch", text: `This release is ${state}. Nothing more can be done with it.` };
    default:
      return {
        kind: "watch",
        text: `${council.met} of ${council.seats.length} seats are met. None of them is yours.`,
      };
  }
}

/** What else can be done with it in its state, each disabled with its reason. */
export function stepsOf(release: ReleaseView, signing: boolean): NextStep[] {
  const { state, mine, number, rollout } = release;
  const steps: NextStep[] = [];
  const add = (
    step: Pick<NextStep, "verb" | "label" | "consequence"> & Partial<NextStep>,
    whyNot: string | null,
  ) =>
    steps.push({
      variant: "plain",
      asksReason: false,
      asksPassword: false,
      ...step,
      whyNot: whyNot ?? undefined,
    });
  const main = signing ? "plain" : "solid";
  if (rollout) {
    const href = `/releases/${number}/rollout`;
    add({ verb: "watch", label: "See its rollout", consequence: "", href, variant: main }, null);
  }
  if (state === "draft") {
    const consequence = "Its council is asked to sign, and the clock of the review starts.";
    add({ verb: "submit", label: "Submit for review", consequence, variant: main }, mine.whyNotSubmit);
  }
  if (state === "approved") {
    const consequence = startText(release);
    add({ verb: "start", label: "Start the rollout", consequence, variant: main }, mine.whyNotStart);
  }
  if (["draft", "in-review", "changes-requested", "approved"].includes(state)) {
    add({ verb: "edit", label: "Edit", consequence: "", href: `/releases/${number}/edit` }, mine.whyNotEdit);
    const consequence = "It leaves the review for good. What was signed stays on record.";
    add(
      { verb: "withdraw", label: "Withdraw", consequence, variant: "danger", asksReason: true },
      mine.whyNotWithdraw,
    );
  }
  return steps;
}

function startText({ sections }: ReleaseView): string {
  const [first] = sections.plan.stages;
  const { base, pointer } = sections.target;
  if (!base)
    return `Version ${sections.artifact.version} answers everyone on ${pointer} at once: nothing is live there.`;
  const stage =
    first?.kind === "shadow" ? "in shadow, where it answers nobody" : `at ${first?.trafficPercent} %`;
  return `Begins on ${pointer} ${stage}. It goes on and back by the signed plan.`;
}
