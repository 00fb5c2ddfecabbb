import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type ProposalState, proposalAfter, proposalCouncil } from "#lib/councils/policy-proposal.ts";
import type { CastVerdict } from "#lib/councils/quorum.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { changeSeats } from "#lib/policy/policy.ts";
import { differenceAt, documentCheck, ofType, type Told, toldIn } from "./documents.ts";

/** What a signature can lead to. */
const CONSEQUENCES = ["policy.published", "policy.rejected"];

/**
 * Replays how the policy came to be what it is: every version after the first was proposed over the one in force, and
 * published exactly when those had signed it whom that one names.
 */
export const policiesCheck = documentCheck("policies", ({ release }, packet, found) => {
  const events = ofType(toldIn(packet, `policy/${release.workspace}`), ...POLICY_TYPES);
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

type Proposal = {
  readonly baseVersion: number;
  readonly content: Published["content"];
  readonly digest: string;
  readonly authorId: string;
  readonly signatures: CastVerdict[];
  /** Signatures by people who lost the authority. */
  lapsed: readonly string[];
  state: ProposalState;
};

class Replay {
  readonly #proposals = new Map<string, Proposal>();
  #inForce: Published["content"] | null = null;
  version = 0;
  signatures = 0;

  /** What is wrong with an event, given the one that follows it. */
  take(event: PolicyTold, next: PolicyTold | undefined): string[] {
    const { type, data, actor } = event;
    const proposal = this.#proposals.get(data.proposal ?? "");
    if (type === "policy.proposed") return this.#propose(data, actor);
    if (type === "policy.published" && this.#inForce === null) return this.#publish(data);
    if (!proposal) return ["is of no proposal in the log"];
    if (proposal.state !== "open") return [`came after its proposal was ${proposal.state}`];
    const faults =
      type === "policy.signed"
        ? this.#sign(proposal, event, next)
        : type === "policy.published"
          ? this.#publishSigned(proposal, data)
          : [];
    proposal.state = proposalAfter(proposal.state, event);
    return faults;
  }

  #propose(
    { proposal: id, base, content, digest }: Told<"policy.proposed">["data"],
    authorId: string,
  ): string[] {
    const faults: string[] = [];
    if (base.version !== this.version) faults.push("was proposed over another version than the one in force");
    if (digestOfJson(content) !== digest) faults.push("what was proposed does not hash to its digest");
    if ([...this.#proposals.values()].some(({ state }) => state === "open"))
      faults.push("was proposed beside another that was open");
    const open = { baseVersion: this.version, content, digest, authorId, lapsed: [] };
    this.#proposals.set(id, { ...open, signatures: [], state: "open" });
    return faults;
  }

  #sign(proposal: Proposal, { data, at }: Told<"policy.signed">, next: PolicyTold | undefined): string[] {
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
    proposal.lapsed = data.lapsed.filter((id) => id !== data.signature);
    this.signatures++;
    const due =
      decision === "reject" ? CONSEQUENCES[1] : this.#isApproved(proposal) ? CONSEQUENCES[0] : undefined;
    const follows = CONSEQUENCES.find((action) => action === next?.type);
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

  #publishSigned(proposal: Proposal, data: Published): string[] {
    const faults = this.#isApproved(proposal) ? [] : ["was published, although not every seat had signed it"];
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
