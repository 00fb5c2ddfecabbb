import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";
import { registryEvents } from "#lib/registry/events.ts";
import { type AssessmentEvent, assessmentEvents } from "./assessment-events.ts";
import { envelopeEvents } from "./envelope-events.ts";
import type { FindingState } from "./finding.ts";
import { findingEvents } from "./finding-events.ts";
import { replayedSignature } from "./replayed-signature.ts";
import { reviewEvents } from "./review-events.ts";
import { recordedSignature } from "./signature-event.ts";
import { ASSESSMENT_STATES, assessmentAfter, type TierChange, tierIn } from "./tier-assessment.ts";
import type { TermState } from "./waiver.ts";
import { waiverEvents } from "./waiver-events.ts";

type Step = {
  readonly type: AssessmentEvent["type"];
  readonly data: TierChange & { readonly assessment: string };
  readonly stream: string;
  readonly occurred_at: string;
};

export const assessmentName = (id: string): string => `assessment ${id}`;

/** A step of an assessment, and the tier that its model has from then on. */
function step({ facts }: Folding, { type, data, stream, occurred_at: at }: Step, more: Fact = {}): void {
  const name = assessmentName(data.assessment);
  const before = { ...facts.get(name), ...more };
  const was = ASSESSMENT_STATES.find((state) => state === before["state"]) ?? "open";
  const state = assessmentAfter(was, { type });
  facts.set(name, { ...before, state, endedAt: state === "open" ? null : at });
  const model = stream.replace("/", " ");
  facts.set(model, { ...facts.get(model), riskTier: tierIn(state, data) });
}

export const findingName = (id: string): string => `finding ${id}`;

type FindingStep = { readonly data: { readonly finding: string }; readonly occurred_at: string };

function closedFinding(
  { facts }: Folding,
  { data, occurred_at: closedAt }: FindingStep,
  state: FindingState,
): void {
  const name = findingName(data.finding);
  facts.set(name, { ...facts.get(name), state, closedAt });
}

export const envelopeName = (id: string): string => `envelope ${id}`;
export const envelopeUseName = (use: number, id: string): string => `use ${use} of ${envelopeName(id)}`;

type EnvelopeStep = { readonly data: { readonly envelope: string }; readonly occurred_at: string };

function steppedEnvelope({ facts }: Folding, { data }: EnvelopeStep, more: Fact): void {
  const name = envelopeName(data.envelope);
  facts.set(name, { ...facts.get(name), ...more });
}

export const reviewName = (id: string): string => `re-review ${id}`;

type ReviewStep = { readonly data: { readonly review: string }; readonly occurred_at: string };

function steppedReview({ facts }: Folding, { data }: ReviewStep, more: Fact): void {
  const name = reviewName(data.review);
  facts.set(name, { ...facts.get(name), ...more });
}

type Caused = DataIn<typeof reviewEvents, "review.opened" | "review.raised">;

/** A cause joins those that it has. */
function causedReview({ facts }: Folding, { data }: { readonly data: Caused }, rest: Fact = {}): void {
  const { review, cause, source, causedAt: at, dueAt, digest } = data;
  const before = facts.get(reviewName(review));
  const known = before?.["causes"];
  const causes = [...(Array.isArray(known) ? known : []), { cause, source, at }];
  facts.set(reviewName(review), { ...before, ...rest, causes, dueAt, digest });
}

export const waiverName = (id: string): string => `waiver ${id}`;
export const termName = (round: number, id: string): string => `term ${round} of ${waiverName(id)}`;

type TermStep = {
  readonly data: { readonly waiver: string; readonly term: number };
  readonly actor: { readonly id: string };
  readonly occurred_at: string;
};

function askedTerm(
  { facts }: Folding,
  { data, actor, occurred_at: at }: TermStep & { data: { readonly endsAt: string; readonly digest: string } },
): void {
  const { endsAt, digest } = data;
  const asked = { endsAt, digest, by: actor.id, at, state: "open", decidedAt: null };
  facts.set(termName(data.term, data.waiver), asked);
}

function decidedTerm({ facts }: Folding, { data, occurred_at: at }: TermStep, state: TermState): void {
  const name = termName(data.term, data.waiver);
  facts.set(name, { ...facts.get(name), state, decidedAt: at });
}

/** Models with their tiers, assessments and registered versions as the log records them. */
export const modelFold = foldBy(
  {
    ...registryEvents,
    ...assessmentEvents,
    ...waiverEvents,
    ...envelopeEvents,
    ...findingEvents,
    ...reviewEvents,
  },
  {
    "model.created"({ facts }, { data: { name, riskTier, declared, ownerId }, stream }) {
      facts.set(stream.replace("/", " "), { name, riskTier, declared: declared ?? null, ownerId });
    },
    "artifact.stored": null,
    "version.registered"({ facts }, { data, stream }) {
      const { number, digest, files, codeCommit } = data;
      facts.set(`version ${number} of ${stream.replace("/", " ")}`, { digest, files, codeCommit });
    },
    "version.offered": null,
    "card.revised": null,
    "evaluation.reported": null,
    "assessment.proposed"(folding, entry) {
      const { tier, from, questionnaire, answers, digest } = entry.data;
      const asked = { questionnaire: questionnaire.version, answers, digest };
      const of = entry.stream.replace("/", " ");
      step(folding, entry, { of, ...asked, tier, from, by: entry.actor.id, at: entry.occurred_at });
    },
    "assessment.signed"(folding, entry) {
      const of = assessmentName(entry.data.assessment);
      folding.facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
      step(folding, entry);
    },
    "assessment.confirmed": (folding, entry) => step(folding, entry),
    "assessment.rejected": (folding, entry) => step(folding, entry),
    "assessment.withdrawn": (folding, entry) => step(folding, entry),
    "finding.opened"({ facts }, { data, stream, actor, occurred_at: at }) {
      const { finding, model: _, ...opened } = data;
      const of = stream.replace("/", " ");
      facts.set(findingName(finding), { of, ...opened, by: actor.id, at, state: "open", closedAt: null });
    },
    "finding.resolved": (folding, entry) => closedFinding(folding, entry, "resolved"),
    "finding.accepted": (folding, entry) => closedFinding(folding, entry, "accepted"),
    "envelope.proposed"({ facts }, { data, stream, actor, occurred_at: at }) {
      const { envelope, number, pointerId: pointer, policy, tier, seats, terms, base, digest } = data;
      const asked = { number, pointer, policy, tier, seats, terms, base, digest };
      const of = stream.replace("/", " ");
      const open = { decided: "open", decidedAt: null, revokedAt: null };
      facts.set(envelopeName(envelope), { of, ...asked, by: actor.id, at, ...open });
    },
    "envelope.signed"({ facts }, entry) {
      const of = envelopeName(entry.data.envelope);
      facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
    },
    "envelope.granted": (folding, entry) =>
      steppedEnvelope(folding, entry, { decided: "granted", decidedAt: entry.occurred_at }),
    "envelope.refused": (folding, entry) =>
      steppedEnvelope(folding, entry, { decided: "refused", decidedAt: entry.occurred_at }),
    "envelope.revoked": (folding, entry) => steppedEnvelope(folding, entry, { revokedAt: entry.occurred_at }),
    "envelope.used"({ facts }, { data, occurred_at: at }) {
      facts.set(envelopeUseName(data.use, data.envelope), { release: data.release, at });
    },
    "review.opened"(folding, entry) {
      const { number, terms, subject } = entry.data;
      const open = { state: "open", openedAt: entry.occurred_at, endedAt: null };
      causedReview(folding, entry, { of: entry.stream.replace("/", " "), number, terms, subject, ...open });
    },
    "review.raised": (folding, entry) => causedReview(folding, entry),
    "review.signed"({ facts }, entry) {
      const of = reviewName(entry.data.review);
      facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
    },
    "review.passed": (folding, entry) =>
      steppedReview(folding, entry, { state: "fit", endedAt: entry.occurred_at }),
    "review.failed": (folding, entry) =>
      steppedReview(folding, entry, { state: "unfit", endedAt: entry.occurred_at }),
    "review.closed": (folding, entry) =>
      steppedReview(folding, entry, { state: "closed", endedAt: entry.occurred_at }),
    "waiver.requested"(folding, entry) {
      const { gate, policy, seat, tier, scope, startsAt, number } = entry.data;
      const of = entry.stream.replace("/", " ");
      const asked = { number, gate, policy, seat, tier, ...scope, startsAt };
      const by = { by: entry.actor.id, at: entry.occurred_at, withdrawnAt: null };
      folding.facts.set(waiverName(entry.data.waiver), { of, ...asked, ...by });
      askedTerm(folding, entry);
    },
    "waiver.extended": (folding, entry) => askedTerm(folding, entry),
    "waiver.signed"({ facts }, entry) {
      const of = waiverName(entry.data.waiver);
      facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
    },
    "waiver.granted": (folding, entry) => decidedTerm(folding, entry, "granted"),
    "waiver.refused": (folding, entry) => decidedTerm(folding, entry, "refused"),
    "waiver.withdrawn"({ facts }, { data, occurred_at: withdrawnAt }) {
      const name = waiverName(data.waiver);
      facts.set(name, { ...facts.get(name), withdrawnAt });
    },
  },
);
