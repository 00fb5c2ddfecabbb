import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type ProposalState, proposalAfter, proposalCouncil } from "#lib/councils/policy-proposal.ts";
import type { CastVerdict } from "#lib/councils/quorum.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt, documentCheck, placeOf, streamOf } from "./documents.ts";

/** What a signature can lead to. */
const CONSEQUENCES = ["policy.published", "policy.rejected"];

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
  readonly digest: string;
  readonly authorId: string;
  readonly signatures: CastVerdict[];
  /** Signatures by people who lost the authority. */
  lapsed: readonly string[];
  state: ProposalState;
};

class Replay {
  readonly #proposals = new Map<string, Proposal>();
  #inForce: PolicyContent | null = null;
  version = 0;
  signatures = 0;

  /** What is wrong with an event, given the one that follows it. */
  take(event: Entry, next: Entry | undefined): string[] {
    const { action, data, actor } = event.value;
    const proposal = this.#proposals.get(data.proposal);
    if (action === "policy.proposed") return this.#propose(data, actor.id);
    if (action === "policy.published" && this.#inForce === null) return this.#publish(data);
    if (!proposal) return ["is of no proposal in the log"];
    if (proposal.state !== "open") return [`came after its proposal was ${proposal.state}`];
    const faults =
      action === "policy.signed"
        ? this.#sign(proposal, event, next)
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
    const open = { baseVersion: this.version, content, digest, authorId, lapsed: [] };
    this.#proposals.set(id, { ...open, signatures: [], state: "open" });
    return faults;
  }

  #sign(proposal: Proposal, { value: { data, occurred_at: at } }: Entry, next: Entry | undefined): string[] {
    const { seat, signer: signerId, decision } = data;
    const faults: string[] = [];
    if (data.digest !== proposal.digest) faults.push("was signed over another digest than was proposed");
    const eligible = mayFillSeat({
      // That the signer speaks for the function is the server's word at the time; the log holds the rest.
      signer: { id: signerId, functions: [seat] },
      ...{ seat, seats: changeSeats(this.#inForce!), verdicts: proposal.signatures, subject: "policy" },
      contributors: [{ personId: proposal.authorId, because: "proposed it" }],
    });
    if (!eligible.ok) faults.push(`should not have been taken (${eligible.error.code})`);
    const signed = { id: data.signature, round: 1, seat, decision, signerId, signedAt: new Date(at) };
    proposal.signatures.push({ ...signed, sectionDigests: { policy: data.digest } });
    proposal.lapsed = (data.lapsed ?? []).filter((id: string) => id !== data.signature);
    this.signatures++;
    const due =
      decision === "reject" ? CONSEQUENCES[1] : this.#isApproved(proposal) ? CONSEQUENCES[0] : undefined;
    const follows = CONSEQUENCES.find((action) => action === next?.value.action);
    if (due === follows) return faults;
    return due === undefined
      ? [...faults, `${follows} followed, although the signatures did not lead to it`]
      : [...faults, `${due} is due after this signature but does not follow`];
  }

  #isApproved({ digest, signatures, lapsed }: Proposal): boolean {
    const gone = signatures.filter(({ id }) => lapsed.includes(id));
    const again = signatures.at(-1);
    const isGone = (id: string, seat: string) =>
      id !== again?.signerId && gone.some((one) => one.signerId === id && one.seat === seat);
    const entitled = (id: string, seat: string) => !isGone(id, seat);
    return proposalCouncil({ digest, base: this.#inForce!, signatures, entitled }).approved;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a forger put into the log.
  #publishSigned(proposal: Proposal, data: any): string[] {
    const faults = this.#isApproved(proposal) ? [] : ["was published, although not every seat had signed it"];
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
