import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { mayLift } from "#lib/councils/lift.ts";
import { type Council, councilStanding } from "#lib/councils/quorum.ts";
import { signedSections } from "#lib/councils/sections.ts";
import { kindOf, type Signable } from "#lib/councils/signable.ts";
import { isObjection } from "#lib/councils/signature.ts";
import type { RecordedSignature } from "#lib/councils/signature-event.ts";
import { mayVoice } from "#lib/councils/voice.ts";
import { differenceAt } from "./documents.ts";
import { refused } from "./refused.ts";

/** The signed subject as it was at a signature, according to the log. */
export type SubjectThen = Pick<
  Signable,
  | "kind"
  | "round"
  | "digest"
  | "digests"
  | "seats"
  | "contributors"
  | "recused"
  | "taken"
  | "challenging"
  | "roster"
>;

type Standing = Pick<Signable, "seats" | "digests" | "recused" | "overdue" | "challenging">;

type Lifted = Pick<RecordedSignature, "seat" | "lapsed"> & {
  readonly objection: string;
  readonly signer: string;
};

/**
 * Replays the signatures over one subject: who signed it, whether they were allowed to, and the state of the
 * sign-off.
 */
export class SignedSubject {
  readonly signatures: RecordedSignature[] = [];
  /** Approvals whose signers lost the authority. */
  #lapsed = new Set<string>();
  /** Objections that ended with their signer's authority, as older entries let them. */
  #ended = new Set<string>();
  readonly #lifted = new Set<string>();

  /** Takes the next signature; returns what is wrong with it. */
  take(signature: RecordedSignature, then: SubjectThen): string[] {
    const faults = this.#faultsOf(signature, then);
    this.signatures.push(signature);
    faults.push(...this.lapse(signature.lapsed));
    return faults;
  }

  /** The signatures whose signers had lost their authority; returns what is wrong with that. */
  lapse(ids: readonly string[]): string[] {
    const lapsed = this.signatures.filter(({ id }) => ids.includes(id));
    const [ended, approvals] = [lapsed.filter(isObjection), lapsed.filter((one) => !isObjection(one))];
    this.#lapsed = new Set(approvals.map(({ id }) => id));
    this.#ended = new Set(ended.flatMap(({ id, outlives }) => (outlives ? [] : [id])));
    return ended.flatMap(({ outlives }) =>
      outlives ? ["lets an objection end with its signer's authority"] : [],
    );
  }

  /** Takes a lifted objection; returns what is wrong with it. */
  lift({ objection, seat, signer, lapsed }: Lifted, then: SubjectThen): string[] {
    const faults = this.lapse(lapsed);
    const found = this.council(then).objections.find(({ id }) => id === objection);
    const subject = { ...then, signatures: this.signatures };
    const may = mayLift({ id: signer, functions: [seat] }, found, subject);
    faults.push(...refused(may));
    this.#lifted.add(objection);
    return faults;
  }

  council(then: Standing): Council<RecordedSignature> {
    return councilStanding({
      ...then,
      signatures: this.signatures,
      lifted: (id) => this.#lifted.has(id) || this.#ended.has(id),
      entitled: ({ id }) => !this.#lapsed.has(id),
    });
  }

  #faultsOf(signature: RecordedSignature, then: SubjectThen): string[] {
    const { round, subjectDigest, sectionDigests, seat, signerId } = signature;
    const { noun } = kindOf(then.kind);
    const faults: string[] = [];
    if (round !== then.round || subjectDigest !== then.digest)
      faults.push(`is over a round or digest the ${noun} was not in`);
    const due = Object.fromEntries(
      signedSections(seat, then.seats).flatMap((section) =>
        then.digests[section] ? [[section, then.digests[section]]] : [],
      ),
    );
    if (differenceAt(due, sectionDigests) !== null) faults.push(`is not over the sections ${seat} covers`);
    // Whether the signer speaks for the function is only the server's word at the time; the log proves the rest.
    const of = signature.onBehalfOf ? { onBehalfOf: { id: signature.onBehalfOf, functions: [seat] } } : {};
    const signer = { id: signerId, functions: [seat], ...of };
    const eligible = mayFillSeat(signer, seat, { ...then, signatures: this.signatures });
    faults.push(...refused(eligible));
    const said = { signerId, onBehalfOf: signature.onBehalfOf ?? null, decision: signature.decision };
    const voiced = mayVoice(said, this.signatures, this.council(then));
    faults.push(...refused(voiced));
    return faults;
  }
}

/** What is wrong with the event after a signature, given what is due and what could follow at all. */
export function consequenceFaults(
  due: string | null,
  next: { readonly type: string } | undefined,
  outcomes: readonly string[],
): string[] {
  const follows = outcomes.find((type) => type === next?.type) ?? null;
  if (due === follows) return [];
  return due === null
    ? [`${follows} followed, although the signatures did not lead to it`]
    : [`${due} is due after this signature but does not follow`];
}
