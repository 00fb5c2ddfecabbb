import { PROPOSAL_STATES, proposalMachine } from "#lib/councils/policy-proposal.ts";
import { ASSESSMENT_STATES, assessmentMachine } from "#lib/councils/tier-assessment.ts";
import { RELEASE_STATES, releaseMachine } from "#lib/releases/release.ts";
import { ROLLOUT_STATES, rolloutMachine } from "#lib/rollouts/rollout.ts";
import made from "./refusals.json" with { type: "json" };

/** A refusal by its code. "…" stands for what differs from case to case; null for a sentence that all of it does. */
export type KnownRefusal = {
  readonly code: string;
  readonly message: string | null;
  readonly todo: string | null;
};

/** What a state does not allow, as `machine` refuses it. */
const byState = (noun: string, states: readonly string[]): KnownRefusal[] =>
  states.map((state) => ({
    code: `${noun}-is-${state}`,
    message: `This ${noun} is ${state}; only one that is … can ….`,
    todo: null,
  }));

/** Every code that the API refuses with, for the anchors that a problem's `type` points at. */
export const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  ...made,
  ...byState(releaseMachine.noun, RELEASE_STATES),
  ...byState(rolloutMachine.noun, ROLLOUT_STATES),
  ...byState(proposalMachine.noun, PROPOSAL_STATES),
  ...byState(assessmentMachine.noun, ASSESSMENT_STATES),
].toSorted((a, b) => (a.code < b.code ? -1 : 1));
