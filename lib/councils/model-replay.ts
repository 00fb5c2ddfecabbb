import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import { registryEvents } from "#lib/registry/events.ts";
import { type AssessmentEvent, assessmentEvents } from "./assessment-events.ts";
import { replayedSignature } from "./replayed-signature.ts";
import { recordedSignature } from "./signature-event.ts";
import { ASSESSMENT_STATES, assessmentAfter, type TierChange, tierIn } from "./tier-assessment.ts";

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

/** Models with their tiers, assessments and registered versions as the log records them. */
export const modelFold = foldBy(
  { ...registryEvents, ...assessmentEvents },
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
  },
);
