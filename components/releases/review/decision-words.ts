import type { Concern, DecisionView, VerdictOffer } from "#components/councils/decision.ts";
import { sectionNames } from "#components/releases/section-words.ts";
import type { Said } from "#components/ui/said.tsx";
import type { Means } from "#lib/access/means.ts";
import { decided } from "#lib/councils/decided.ts";
import { preliminaryOf } from "#lib/councils/sealed-verdict.ts";
import { meaningOf } from "#lib/councils/signable.ts";
import { VERDICT_DECISIONS, type VerdictDecision } from "#lib/councils/signature.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Place } from "#lib/kernel/refusal.ts";
import { type Check, worstFirst } from "#lib/releases/checks.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import type { OwnSeatView } from "#lib/releases/views/release-council.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import type { SealedView } from "#lib/releases/views/sealed-verdicts.ts";
import { afterSigning } from "./after-signing.ts";
import { openConditions } from "./conditions/condition-words.ts";
import { inReview } from "./in-review.ts";
import { objectionsOf } from "./objection-words.ts";
import { afterSealing, alreadySealed, isSealed, ownSealed } from "./sealed/sealed-words.ts";

/** May the reader sign any seat now? */
export const maySign = ({ mine }: Pick<ReleasePageView, "mine">): boolean =>
  mine.seats.some(({ whyNot }) => whyNot === null);

/** Is there anything here that takes a proof of the reader's presence? */
export const asksProof = (
  release: Pick<ReleasePageView, "mine" | "conditions" | "council" | "emergency">,
): boolean =>
  maySign(release) ||
  release.emergency?.whyNotAuthorise === null ||
  release.mine.whyNotRecuse === null ||
  release.conditions.some(({ mayAnswer }) => mayAnswer) ||
  objectionsOf(release.council).some(({ mayLift }) => mayLift);

/** What the proof for a verdict is for: to sign it, or to seal it while verdicts are sealed. */
export const verdictOver = (release: Pick<ReleasePageView, "sealed" | "subjectDigest">) => ({
  act: isSealed(release) ? ("seal-verdict" as const) : ("cast-verdict" as const),
  digest: release.subjectDigest,
});

/** What the reader may sign now, or where the release stands for them. */
export function decisionOf(
  release: ReleasePageView,
  { id: readerId, name: printedName }: { readonly id: string; readonly name: string },
  means: Means,
): DecisionView {
  const { mine, round, subjectDigest } = release;
  const open = mine.seats.filter((seat) => seat.whyNot === null);
  const own = open.find((seat) => seat.signed?.counts !== true) ?? open[0];
  if (own) {
    const seat = signingSeat(own, release, readerId);
    const concerns = concernsOf(release.checks);
    return {
      kind: "sign",
      subject: subjectOf(release),
      concerns,
      printedName,
      round,
      subjectDigest,
      means,
      seat,
      ...(isSealed(release) ? { sealed: true } : {}),
    };
  }
  const [barred] = mine.seats;
  if (barred?.whyNot && inReview(release))
    return { kind: "barred", text: barred.whyNot, place: barred.place ?? undefined };
  return standing(release);
}

const subjectOf = ({ sections: { artifact, target } }: ReleasePageView): string =>
  releaseTitle({ ...artifact, pointer: target.pointer });

/** What speaks against approving or starting, worst first. */
export const concernsOf = (checks: readonly Check[]): Concern[] =>
  worstFirst(checks).flatMap(({ id, status, title, message, at }) =>
    status === "pass" ? [] : [{ id, tone: status === "waived" ? "hold" : status, title, text: message, at }],
  );

function signingSeat(own: OwnSeatView, release: ReleasePageView, readerId: string) {
  const sealed = ownSealed(release.sealed, readerId, own.function);
  const { council, sectionDigests } = release;
  const signs = council.seats.find((seat) => seat.function === own.function)?.signs ?? [];
  return {
    seatId: own.function,
    name: functionLabels[own.function],
    onBehalfOf: own.onBehalfOf ?? undefined,
    sections: signs.map((section) => ({
      name: sectionNames[section],
      digest: sectionDigests[section],
      changed: own.signed?.changed.includes(section) ?? false,
    })),
    already: isSealed(release) ? alreadySealed(sealed) : alreadyText(own),
    offers: isSealed(release)
      ? offersOf(own, release).map((offer) => sealedOffer(offer, release, own))
      : offersOf(own, release).map((offer) => differing(offer, sealed)),
  };
}

function alreadyText({ function: seat, signed }: OwnSeatView): Said | undefined {
  if (!signed?.counts) return undefined;
  const act = `You ${decided[signed.decision]} for ${functionLabels[seat]} on `;
  return [act, { at: signed.at, as: "minute" }, "."];
}

/** The same given sealed: it has no effect yet, and says so. */
const sealedOffer = (offer: VerdictOffer, release: ReleasePageView, own: OwnSeatView): VerdictOffer => ({
  ...offer,
  meaning:
    "Preliminary and sealed: it fills no seat. After the reveal I sign my verdict over the same content.",
  consequence: undefined,
  next: afterSealing(release, own.function),
});

/** Marks a verdict that is not what its signer sealed; one that is begins with the conditions they sealed. */
function differing(offer: VerdictOffer, sealed: SealedView | undefined): VerdictOffer {
  if (!sealed?.said) return offer;
  const { onConditions: taken } = offer;
  const now = preliminaryOf({ decision: offer.verb, conditions: taken ? [offer] : [] });
  if (now !== sealed.said.decision) return { ...offer, differs: true };
  return taken ? { ...offer, onConditions: { ...taken, given: sealed.said.conditions } } : offer;
}

const offersOf = (own: OwnSeatView, release: ReleasePageView): VerdictOffer[] =>
  VERDICT_DECISIONS.flatMap((verb) => {
    const offer = offerOf(verb, own, release);
    return verb === "approve" ? [offer, onConditions(offer, own, release)] : [offer];
  });

/** The same approval with what must be met for it to stand; it can be given over one without. */
function onConditions(
  offer: VerdictOffer,
  own: OwnSeatView,
  { mine: { owners }, sections: { plan } }: ReleasePageView,
): VerdictOffer {
  const [first, ...then] = offer.next;
  const kept = { icon: "lock", text: "The approval ends when a condition is overdue." } as const;
  return {
    ...offer,
    meaning: meaningOf("release", "approve", true),
    whyNot: own.whyNotApprove ?? undefined,
    next: first ? [first, kept, ...then] : [kept],
    onConditions: { owners, stages: plan.stages.map(({ id, name }) => ({ id, name })) },
  };
}

const offerOf = (verb: VerdictDecision, own: OwnSeatView, release: ReleasePageView): VerdictOffer => ({
  verb,
  meaning: meaningOf("release", verb),
  consequence:
    verb === "reject"
      ? `Ends release ${release.number}. To try again, somebody opens a new release.`
      : undefined,
  next: afterSigning(release, own, verb),
  whyNot:
    own.signed?.counts && own.signed.decision === verb
      ? `You already ${decided[verb]}.`
      : ((verb === "approve" ? own.whyNotApprove : null) ?? undefined),
});

function approvedText(conditions: ReleasePageView["conditions"]): string {
  const open = openConditions(conditions).length;
  if (open === 0) return "Every seat approved.";
  return `Every seat approved, with ${open === 1 ? "one condition" : `${open} conditions`} to be met.`;
}

function standing({ state, council, rollout, conditions }: ReleasePageView): DecisionView {
  switch (state) {
    case "draft":
      return { kind: "watch", text: "Draft. The council sees it once it is submitted." };
    case "in-review":
    case "changes-requested":
      return {
        kind: "watch",
        text: `${council.met} of ${council.seats.length} seats met. None of the seats is yours.`,
      };
    case "approved":
      return council.approved
        ? { kind: "done", text: `${approvedText(conditions)} A release manager can start the rollout.` }
        : { kind: "watch", text: "The approval no longer holds. The seats below say why." };
    case "releasing":
      return { kind: "watch", text: `Rollout ${rollout?.number ?? ""} is in progress.` };
    case "released":
      return { kind: "done", text: "Fully released: every stage passed." };
    case "rolled-back":
      return { kind: "watch", text: "Rolled back. To try again, open a new release.", place: NEW_RELEASE };
    case "withdrawn":
    case "rejected":
    case "expired":
      return { kind: "watch", text: `This release is ${state}. No more actions.`, place: NEW_RELEASE };
    case "superseded":
      return { kind: "watch", text: `This release is ${state}. No more actions.` };
  }
}

const NEW_RELEASE: Place = { label: "Open a new release", href: "/releases/new" };
