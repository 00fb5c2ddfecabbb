import {
  consequenceOfSignature,
  PROPOSAL_CONSEQUENCES,
  type ProposalState,
  proposalAfter,
  signableProposal,
} from "#lib/councils/policy-proposal.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { differenceAt, documentCheck, ofType, type Told, toldIn } from "./documents.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays how the policy came to be: every version after the first was proposed over the one in force, and published
 * exactly when the seats named by that one had signed it.
 */
export const policiesCheck = documentCheck("policies", ({ release }, packet, found) => {
  const stream = toldIn(packet, `policy/${release.workspace}`);
  const events = ofType(stream, ...POLICY_TYPES);
  for (const { type, place } of stream)
    if (!POLICY_TYPES.some((own) => own === type))
      found.tampered(place, `${type} is not an event of a policy`);
  const replay = new Replay();
  for (const [i, event] of events.entries())
    for (const fault of replay.take(event, events[i + 1])) found.tampered(event.place, fault);
  const later = replay.version > 1 ? `, the later by ${replay.signatures} signatures` : "";
  return `version ${replay.version} is in force; the first was published by an admin${later}`;
});

const POLICY_TYPES = [
  "policy.proposed",
  "policy.signed",
  "policy.published",
  "policy.rejected",
  "policy.proposal-withdrawn",
] as const;
type PolicyTold = Told<(typeof POLICY_TYPES)[number]>;
type Published = Told<"policy.published">["data"];
type Content = Published["content"];

type Proposal = {
  readonly baseVersion: number;
  readonly content: Content;
  /** The signable subject, by the version in force when it was proposed. */
  readonly subject: ReturnType<typeof signableProposal>;
  readonly signed: SignedSubject;
  state: ProposalState;
};

class Replay {
  readonly #proposals = new Map<string, Proposal>();
  #inForce: Content | null = null;
  version = 0;
  signatures = 0;

  /** What is wrong with an event, given the one that follows it. */
  take(event: PolicyTold, next: PolicyTold | undefined): string[] {
    const { type, data } = event;
    if (type === "policy.proposed") return this.#propose(event);
    if (type === "policy.published" && this.#inForce === null) return this.#publish(data);
    const proposal = this.#proposals.get(data.proposal ?? "");
    if (!proposal) return ["does not belong to a proposal in the log"];
    if (proposal.state !== "open") return [`came after its proposal was ${proposal.state}`];
    const faults = this.#faultsOf(proposal, event, next);
    proposal.state = proposalAfter(proposal.state, event);
    return faults;
  }

  #faultsOf(proposal: Proposal, event: PolicyTold, next: PolicyTold | undefined): string[] {
    if (event.type === "policy.signed") return this.#sign(proposal, recordedSignature(event, event.at), next);
    return event.type === "policy.published" ? this.#publishSigned(proposal, event.data) : [];
  }

  #propose({ data, actor: authorId }: Told<"policy.proposed">): string[] {
    const { proposal: id, base, content, digest } = data;
    const faults: string[] = [];
    if (base.version !== this.version) faults.push("was proposed over a version that was not in force");
    if (digestOfJson(content) !== digest) faults.push("what was proposed does not hash to its digest");
    if ([...this.#proposals.values()].some(({ state }) => state === "open"))
      faults.push("was proposed while another proposal was open");
    const proposed = { id, version: this.version + 1, digest, proposedById: authorId };
    const inForce = { version: this.version, digest: base.digest, content: this.#inForce! };
    this.#proposals.set(id, {
      baseVersion: this.version,
      content,
      subject: signableProposal(proposed, inForce),
      signed: new SignedSubject(),
      state: "open",
    });
    return faults;
  }

  #sign({ subject, signed }: Proposal, signature: RecordedSignature, next: PolicyTold | undefined): string[] {
    const faults = signed.take(signature, subject);
    this.signatures++;
    const due = consequenceOfSignature(signature.decision, signed.council(subject));
    return [...faults, ...consequenceFaults(due, next, PROPOSAL_CONSEQUENCES)];
  }

  #publishSigned(proposal: Proposal, data: Published): string[] {
    const { approved } = proposal.signed.council(proposal.subject);
    const faults = approved ? [] : ["was published, although not every seat had signed it"];
    if (proposal.baseVersion !== this.version) faults.push("was proposed over another version");
    if (differenceAt(proposal.content, data.content) !== null) faults.push("is not what was proposed");
    return [...faults, ...this.#publish(data)];
  }

  #publish({ version, content }: Published): string[] {
    const due = this.version + 1;
    this.version = version;
    this.#inForce = content;
    return version === due ? [] : [`is version ${version} where version ${due} was due`];
  }
}
