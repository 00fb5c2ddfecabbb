import { mayWithdrawAssessment } from "#lib/councils/assessing.ts";
import { assessmentEvents } from "#lib/councils/assessment-events.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import {
  ASSESSMENT_CONSEQUENCES,
  type AssessmentState,
  assessmentAfter,
  assessmentDigest,
  consequenceOfAssessment,
  signableAssessment,
  tierIn,
} from "#lib/councils/tier-assessment.ts";
import { isIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { outcomeOf, questionnaireDigest, questionnaireOf } from "#lib/registry/tier-questionnaire.ts";
import type { Packet } from "../verify-packet.ts";
import { differenceAt, documentCheck, type Found, ofType, type Told, toldIn } from "./documents.ts";
import { refused } from "./refused.ts";
import { holdKeptStatement } from "./signatures.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays how the model came by its tier: every assessment's answers lead to the tier it proposed, and it was confirmed
 * exactly when compliance had signed it, by nobody who proposed it or owns the model.
 */
export const assessmentsCheck = documentCheck("assessments", ({ release }, packet, found) => {
  const told = toldIn(packet, `model/${release.model}`);
  const [created] = ofType(told, "model.created");
  if (!created) return "the model's creation is not shown";
  const replay = new Replay({ id: release.model, ...created.data }, packet, found);
  const events = told.filter(isOfAssessment);
  for (const [i, event] of events.entries())
    for (const fault of replay.take(event, events[i + 1])) found.tampered(event.place, fault);
  return replay.count === 0
    ? "the model was never assessed"
    : `${replay.count} assessments follow from their answers and were signed for compliance`;
});

type AssessmentTold = Told<TypeIn<typeof assessmentEvents>>;
const isOfAssessment = (told: Told): told is AssessmentTold => isIn(assessmentEvents, told.type);

type Assessed = {
  readonly said: Told<"assessment.proposed">;
  readonly subject: ReturnType<typeof signableAssessment>;
  readonly signed: SignedSubject;
  state: AssessmentState;
};

class Replay {
  readonly #model: { readonly id: string; readonly ownerId: string };
  readonly #packet: Packet;
  readonly #found: Found;
  readonly #assessments = new Map<string, Assessed>();
  #tier: Tier;

  constructor(model: { id: string; ownerId: string; riskTier: Tier }, packet: Packet, found: Found) {
    this.#model = model;
    this.#tier = model.riskTier;
    this.#packet = packet;
    this.#found = found;
  }

  get count(): number {
    return this.#assessments.size;
  }

  /** What is wrong with an event, given the one that follows it. */
  take(event: AssessmentTold, next: AssessmentTold | undefined): string[] {
    if (event.type === "assessment.proposed") return this.#propose(event);
    const assessed = this.#assessments.get(event.data.assessment);
    if (!assessed) return ["does not belong to an assessment in the log"];
    if (assessed.state !== "open") return [`came after its assessment was ${assessed.state}`];
    const faults = sameChange(assessed, event) ? [] : ["names another tier than was proposed"];
    faults.push(...this.#faultsOf(assessed, event, next));
    assessed.state = assessmentAfter(assessed.state, event);
    this.#tier = tierIn(assessed.state, assessed.said.data);
    return faults;
  }

  #faultsOf(assessed: Assessed, event: Exclude<AssessmentTold, Proposed>, next: AssessmentTold | undefined) {
    switch (event.type) {
      case "assessment.signed":
        return this.#sign(assessed, event, next);
      case "assessment.confirmed":
        return assessed.signed.council(assessed.subject).approved
          ? []
          : ["is without a signature for compliance"];
      case "assessment.rejected":
        return assessed.signed.signatures.at(-1)?.decision === "reject" ? [] : ["is without a rejection"];
      case "assessment.withdrawn":
        return withdrawalFaults(assessed, event);
    }
  }

  #propose(said: Proposed): string[] {
    const { assessment: id, questionnaire, answers, tier, from, digest } = said.data;
    const faults = this.#outcomeFaults(said);
    const asked = { modelId: this.#model.id, questionnaire, answers, tier, from };
    if (assessmentDigest(asked) !== digest) faults.push("what was proposed does not hash to its digest");
    if (from !== this.#tier) faults.push(`starts from ${from}, although the model was ${this.#tier}`);
    if ([...this.#assessments.values()].some(({ state }) => state === "open"))
      faults.push("was proposed while another assessment was open");
    const of = { id, digest, proposedById: said.actor, ownerId: this.#model.ownerId };
    const subject = signableAssessment({ ...asked, ...of });
    this.#assessments.set(id, { said, subject, signed: new SignedSubject(), state: "open" });
    this.#tier = tierIn("open", said.data);
    return faults;
  }

  /** Answers of a newer questionnaire cannot be weighed here. */
  #outcomeFaults({ place, data: { questionnaire: named, answers, tier } }: Proposed): string[] {
    const questionnaire = questionnaireOf(named.version);
    if (!questionnaire) {
      this.#found.incomplete(
        place,
        `answers version ${named.version} of the questionnaire, unknown to this verifier`,
      );
      return [];
    }
    if (questionnaireDigest(questionnaire) !== named.digest)
      return [`answers other questions than version ${named.version} of the questionnaire`];
    const due = outcomeOf(questionnaire, answers)?.tier ?? "no tier";
    return due === tier ? [] : [`proposes ${tier}; its answers lead to ${due}`];
  }

  #sign({ subject, signed }: Assessed, event: Told<"assessment.signed">, next: AssessmentTold | undefined) {
    const signature = recordedSignature(event, event.at);
    holdKeptStatement(this.#packet, event, subject, this.#found);
    const faults = signed.take(signature, subject);
    const due = consequenceOfAssessment(signature.decision, signed.council(subject));
    return [...faults, ...consequenceFaults(due, next, ASSESSMENT_CONSEQUENCES)];
  }
}

type Proposed = Told<"assessment.proposed">;

const sameChange = ({ said: { data } }: Assessed, event: AssessmentTold): boolean =>
  differenceAt([data.tier, data.from], [event.data.tier, event.data.from]) === null;

function withdrawalFaults({ said }: Assessed, { actor }: Told<"assessment.withdrawn">): string[] {
  const may = mayWithdrawAssessment(actor, { ...said.data, proposedById: said.actor });
  return refused(may);
}
