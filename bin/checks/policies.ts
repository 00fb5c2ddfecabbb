import {
  consequenceOfSignature,
  PROPOSAL_CONSEQUENCES,
  type ProposalState,
  proposalAfter,
  signableCouncil,
  signableProposal,
} from "#lib/councils/policy-proposal.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { differenceAt, documentCheck, ofType, type Told, toldIn } from "./documents.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays how the policy and the councils came to be: every version of the policy after the first was proposed over the
 * one in force, every composition of a council over the one before it, and each was published exactly when the seats named
 * by the policy in force had signed it.
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
  const councils = replay.councils.size > 0 ? `; ${replay.councils.size} councils were signed` : "";
  return `version ${replay.version} is in force; the first was published by an admin${later}${councils}`;
});

const POLICY_TYPES = [
  "policy.proposed",
  "policy.signed",
  "policy.published",
  "policy.rejected",
  "policy.proposal-withdrawn",
  "council.proposed",
  "council.signed",
  "council.composed",
  "council.rejected",
  "council.proposal-withdrawn",
] as const;
type PolicyTold = Told<(typeof POLICY_TYPES)[number]>;
type Published = Told<"policy.published">["data"];
type Content = Published["content"];
type Composed = Told<"council.composed">["data"];

type Proposal = {
  /** The policy in force when it was proposed. */
  readonly base: number;
  readonly content: Content | Composed["content"];
  /** The council that it is about; absent where it is about the policy. */
  readonly council?: { readonly id: string; readonly version: number };
  /** The signable subject, by the version in force when it was proposed. */
  readonly subject: ReturnType<typeof signableProposal> | ReturnType<typeof signableCouncil>;
  readonly signed: SignedSubject;
  state: ProposalState;
};

class Replay {
  readonly #proposals = new Map<string, Proposal>();
  /** The version of each council's composition in force. */
  readonly councils = new Map<string, number>();
  #inForce: Content | null = null;
  version = 0;
  signatures = 0;

  /** What is wrong with an event, given the one that follows it. */
  take(event: PolicyTold, next: PolicyTold | undefined): string[] {
    const { type, data } = event;
    if (type === "policy.proposed" || type === "council.proposed") return this.#propose(event);
    if (type === "policy.published" && this.#inForce === null) return this.#publish(data);
    const proposal = this.#proposals.get(data.proposal ?? "");
    if (!proposal || (proposal.council === undefined) === type.startsWith("council."))
      return ["does not belong to a proposal in the log"];
    if (proposal.state !== "open") return [`came after its proposal was ${proposal.state}`];
    const faults = this.#faultsOf(proposal, event, next);
    proposal.state = proposalAfter(proposal.state, event);
    return faults;
  }

  #faultsOf(proposal: Proposal, event: PolicyTold, next: PolicyTold | undefined): string[] {
    switch (event.type) {
      case "policy.signed":
      case "council.signed":
        return this.#sign(proposal, recordedSignature(event, event.at), next);
      case "policy.published":
        return [...this.#signedFaults(proposal, event.data.content), ...this.#publish(event.data)];
      case "council.composed":
        return [...this.#signedFaults(proposal, event.data.content), ...this.#compose(proposal, event.data)];
      default:
        return [];
    }
  }

  #propose(event: Told<"policy.proposed" | "council.proposed">): string[] {
    const { data, actor: proposedById } = event;
    const { proposal: id, base, content, digest } = data;
    const faults: string[] = [];
    if (base.version !== this.version) faults.push("was proposed over a version that was not in force");
    if (digestOfJson(content) !== digest) faults.push("what was proposed does not hash to its digest");
    const inForce = { version: this.version, digest: base.digest, content: this.#inForce ?? {} };
    const about = event.type === "council.proposed" ? this.#council(event.data) : null;
    if (this.#isOpen(about?.id)) faults.push("was proposed while another proposal was open");
    const proposed = { id, version: about?.version ?? this.version + 1, digest, proposedById };
    this.#proposals.set(id, {
      base: this.version,
      content,
      ...(about ? { council: about } : {}),
      subject: about
        ? signableCouncil({ ...proposed, council: about.id }, inForce)
        : signableProposal(proposed, inForce),
      signed: new SignedSubject(),
      state: "open",
    });
    return faults;
  }

  #council = ({ council: id }: Told<"council.proposed">["data"]) => ({
    id,
    version: (this.councils.get(id) ?? 0) + 1,
  });

  #isOpen = (council: string | undefined): boolean =>
    [...this.#proposals.values()].some((one) => one.state === "open" && one.council?.id === council);

  #sign({ subject, signed }: Proposal, signature: RecordedSignature, next: PolicyTold | undefined): string[] {
    const faults = signed.take(signature, subject);
    this.signatures++;
    const due = consequenceOfSignature(subject.kind, signature.decision, signed.council(subject));
    return [...faults, ...consequenceFaults(due, next, PROPOSAL_CONSEQUENCES[subject.kind])];
  }

  #signedFaults(proposal: Proposal, content: Content | Composed["content"]): string[] {
    const { approved } = proposal.signed.council(proposal.subject);
    const faults = approved ? [] : ["was published, although not every seat had signed it"];
    if (proposal.base !== this.version) faults.push("was proposed over another version");
    if (differenceAt(proposal.content, content) !== null) faults.push("is not what was proposed");
    return faults;
  }

  #publish({ version, content }: Published): string[] {
    const due = this.version + 1;
    this.version = version;
    this.#inForce = content;
    return version === due ? [] : [`is version ${version} where version ${due} was due`];
  }

  #compose({ council }: Proposal, data: Composed): string[] {
    const faults = council?.id === data.council ? [] : ["is another council than was proposed"];
    if (digestOfJson(data.content) !== data.digest) faults.push("does not hash to its digest");
    const due = (this.councils.get(data.council) ?? 0) + 1;
    this.councils.set(data.council, data.version);
    return data.version === due
      ? faults
      : [...faults, `is composition ${data.version} where composition ${due} was due`];
  }
}
