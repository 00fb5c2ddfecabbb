import { assessmentEvents } from "#lib/councils/assessment-events.ts";
import { type AssessmentState, assessmentAfter, tierIn } from "#lib/councils/tier-assessment.ts";
import { isIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import { documentCheck, type Told, toldBy } from "./documents.ts";

/**
 * Each round is routed by at least the tier that the log gives the model at that moment, the release starts under no
 * stricter one, and the tier of a release never falls.
 */
export const tierCheck = documentCheck("tier", ({ release }, packet, found) => {
  const streams = [`model/${release.model}`, `release/${release.id}`];
  const replay = new TierTold();
  for (const entry of packet.entries) {
    const told = streams.includes(entry.value.stream) ? toldBy(entry) : null;
    const round = told && replay.take(told);
    const routed = round ? release.rounds[round - 1]?.sections.policy.tier : undefined;
    const { tier } = replay;
    if (tier && routed && !isAtLeast(routed, tier))
      found.tampered(`release.json round ${round}`, `is routed as ${routed}, although the model is ${tier}`);
  }
  if (replay.tier === null) {
    found.incomplete("entries.ndjson", `does not say the tier of model/${release.model}`);
    return "";
  }
  const tiers = release.rounds.map(({ sections }) => sections.policy.tier);
  for (const { round, from, to } of falls(tiers))
    found.tampered(`release.json round ${round}`, `falls from ${from} to ${to}`);
  return `the model is ${replay.tier}, ${replay.because}; the last round is routed as ${tiers.at(-1)}`;
});

const falls = (tiers: readonly Tier[]) =>
  tiers
    .map((to, i) => ({ round: i + 1, from: tiers[i - 1] ?? to, to }))
    .filter(({ from, to }) => !isAtLeast(to, from));

type AssessmentTold = Told<TypeIn<typeof assessmentEvents>>;
const isOfAssessment = (told: Told): told is AssessmentTold => isIn(assessmentEvents, told.type);

/** A model's tier and a release's round, event by event. */
export class TierTold {
  tier: Tier | null = null;
  because = "";
  #round: number | null = null;
  readonly #states = new Map<string, AssessmentState>();

  /** The round that is routed, or starts, as of this event; null where none does. */
  take(told: Told): number | null {
    if (isOfAssessment(told)) this.#assess(told);
    switch (told.type) {
      case "model.created":
        this.tier = told.data.riskTier;
        this.because = told.data.declared ? "not assessed" : "as declared before there were assessments";
        return null;
      case "release.opened":
      case "release.edited":
      case "release.submitted":
        this.#round = told.data.round;
        return this.#round;
      case "release.started":
        return this.#round;
      default:
        return null;
    }
  }

  #assess(told: AssessmentTold): void {
    const { assessment, tier, from } = told.data;
    const state = assessmentAfter(this.#states.get(assessment) ?? "open", told);
    this.#states.set(assessment, state);
    this.tier = tierIn(state, { tier, from });
    if (state !== "open" || this.tier !== from) this.because = BECAUSE[state];
  }
}

const BECAUSE: Readonly<Record<AssessmentState, string>> = {
  open: "as proposed",
  confirmed: "confirmed by compliance",
  rejected: "after compliance rejected another",
  withdrawn: "after another was withdrawn",
};
