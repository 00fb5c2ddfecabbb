import {
  outcomeOfSignature,
  PROPOSAL_OUTCOMES,
  type ProposalState,
  proposalAfter,
  signableProposal,
} from "#lib/councils/policy-proposal.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt, documentCheck, placeOf, streamOf } from "./documents.ts";
import { outcomeFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays how the policy came to be what it is: every version after the first was proposed over the one in force, and
 * published exactly when those had signed it whom that one names.
 */
export const policiesCheck = documentCheck("policies", ({ release }, packet, found) => {
  const events = streamOf(packet, `policy/${release.workspace}`);
  const replay = new Replay();
  for (const [i, event] of events.entries())
    for (const fault of replay.take(event, events[i + 1])) found.tampered(placeOf(event), fault);
  const later = replay.version > 1 ? `, the later by ${replay.signatures} signatures` : "";
  return `version ${replay.version} is in force; the first was published by an admin${later}`;
});

type Proposal = {
  readonly baseVersion: number;
  readonly content: PolicyContent;
  /** What is signed, by the version in force when it was proposed. */
  readonly subject: ReturnType<typeof signableProposal>;
  readonly signed: SignedSubject;
  state: ProposalState;
};

class Replay {
  readonly #proposals = new Map<string, Proposal>();
  #inForce: PolicyContent | null = null;
  version = 0;
  signatures = 0;

  /** What is wrong with an event, given the one that follows it. */
  take(event: Entry, next: Entry | undefined): string[] {
    const { action, data, actor, occurred_at: at } = event.value;
    const proposal = this.#proposals.get(data.proposal);
    if (action === "policy.proposed") return this.#propose(data, actor.id);
    if (action === "policy.published" && this.#inForce === null) return this.#publish(data);
    if (!proposal) return ["is of no proposal in the log"];
    if (proposal.state !== "open") return [`came after its proposal was ${proposal.state}`];
    const signature = recordedSignature(action, data, at);
    const faults = signature
      ? this.#sign(proposal, signature, next)
      : action === "policy.published"
        ? this.#publishSigned(proposal, data)
        : [];
    proposal.state = proposalAfter(proposal.state, { type: action });
    return faults;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a forger put into the log.
  #propose({ proposal: id, base, content, digest }: any, authorId: string): string[] {
    const faults: string[] = [];
    if (base?.version !== this.version)
      faults.push("was proposed over another version than the one in force");
    if (digestOfJson(content) !== digest) faults.push("what was proposed does not hash to its digest");
    if ([...this.#proposals.values()].some(({ state }) => state === "open"))
      faults.push("was proposed beside another that was open");
    const proposed = { id, version: this.version + 1, digest, proposedById: authorId };
    const inForce = { version: this.version, digest: base?.digest, content: this.#inForce! };
    this.#proposals.set(id, {
      baseVersion: this.version,
      content,
      subject: signableProposal(proposed, inForce),
      signed: new SignedSubject(),
      state: "open",
    });
    return faults;
  }

  #sign({ subject, signed }: Proposal, signature: RecordedSignature, next: Entry | undefined): string[] {
    const faults = signed.take(signature, subject);
    this.signatures++;
    const due = outcomeOfSignature(signature.decision, signed.council(subject));
    return [...faults, ...outcomeFaults(due, next, PROPOSAL_OUTCOMES)];
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a forger put into the log.
  #publishSigned(proposal: Proposal, data: any): string[] {
    const { approved } = proposal.signed.council(proposal.subject);
    const faults = approved ? [] : ["was published, although not every seat had signed it"];
    if (proposal.baseVersion !== this.version) faults.push("was proposed over another version");
    if (differenceAt(proposal.content, data.content) !== null) faults.push("is not what was proposed");
    return [...faults, ...this.#publish(data)];
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a forger put into the log.
  #publish({ version, content }: any): string[] {
    const due = this.version + 1;
    this.version = version;
    this.#inForce = content;
    return version === due ? [] : [`is version ${version} where version ${due} was due`];
  }
}
