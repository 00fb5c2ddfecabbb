import { type Fact, type Folding, foldBy } from "#lib/audit/replay.ts";
import { policyEvents } from "#lib/policy/events.ts";
import { type CouncilEvent, councilOwnEvents } from "./council-events.ts";
import { type ProposalEvent, proposalEvents } from "./events.ts";
import { PROPOSAL_STATES, type ProposalKind, proposalAfter } from "./policy-proposal.ts";
import { replayedSignature } from "./replayed-signature.ts";
import { recordedSignature } from "./signature-event.ts";

type Step = {
  readonly type: ProposalEvent["type"] | CouncilEvent["type"] | "policy.published";
  readonly data: { readonly proposal?: string };
  readonly occurred_at: string;
};

/** What a replay calls each kind of proposal. */
export const PROPOSAL_FACTS: Readonly<Record<ProposalKind, string>> = {
  "policy-proposal": "policy proposal",
  "council-proposal": "council proposal",
};

/** A step of the proposal; a policy's first version has none. */
const stepOf =
  (kind: ProposalKind) =>
  ({ facts }: Folding, { type, data, occurred_at: at }: Step, more: Fact = {}): void => {
    if (data.proposal === undefined) return;
    const name = `${PROPOSAL_FACTS[kind]} ${data.proposal}`;
    const before = facts.get(name);
    const was = PROPOSAL_STATES.find((state) => state === before?.["state"]) ?? "open";
    const state = proposalAfter(was, { type });
    facts.set(name, { ...before, ...more, state, endedAt: state === "open" ? null : at });
  };
const step = stepOf("policy-proposal");
const councilStep = stepOf("council-proposal");

/** Policies and councils as the log records them: versions in force, proposals and signatures. */
export const policyFold = foldBy(
  { ...policyEvents, ...proposalEvents, ...councilOwnEvents },
  {
    "policy.published"(folding, entry) {
      const { version, digest, content } = entry.data;
      const said = { digest, content, at: entry.occurred_at, by: entry.actor.id };
      folding.facts.set(`policy ${version}`, said);
      step(folding, entry);
    },
    "policy.proposed"(folding, entry) {
      const { version, digest, content } = entry.data;
      step(folding, entry, { version, digest, content, at: entry.occurred_at, by: entry.actor.id });
    },
    "policy.signed"(folding, entry) {
      const of = `policy proposal ${entry.data.proposal}`;
      folding.facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
      step(folding, entry);
    },
    "policy.rejected": step,
    "policy.proposal-withdrawn": step,
    "council.composed"(folding, entry) {
      const { council, version, digest, content } = entry.data;
      const said = { digest, content, at: entry.occurred_at, by: entry.actor.id };
      folding.facts.set(`council ${council} composition ${version}`, said);
      councilStep(folding, entry);
    },
    "council.proposed"(folding, entry) {
      const { council, version, digest, content } = entry.data;
      const said = { council, version, digest, content, at: entry.occurred_at, by: entry.actor.id };
      councilStep(folding, entry, said);
    },
    "council.signed"(folding, entry) {
      const of = `council proposal ${entry.data.proposal}`;
      folding.facts.set(...replayedSignature(recordedSignature(entry, entry.occurred_at), of));
      councilStep(folding, entry);
    },
    "council.rejected": councilStep,
    "council.proposal-withdrawn": councilStep,
  },
);
