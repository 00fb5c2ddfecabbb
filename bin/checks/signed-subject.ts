import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type Council, councilStanding } from "#lib/councils/quorum.ts";
import { signedSections } from "#lib/councils/sections.ts";
import { kindOf, type Signable } from "#lib/councils/signable.ts";
import type { RecordedSignature } from "#lib/councils/signature-event.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt } from "./documents.ts";

/** What is signed, as it was at a signature by the log. */
export type SubjectThen = Pick<Signable, "kind" | "round" | "digest" | "digests" | "seats" | "contributors">;

/** Replays what was signed of one thing: who signed it, whether they were allowed to, and where the sign-off stood. */
export class SignedSubject {
  readonly signatures: RecordedSignature[] = [];
  /** Seats as `person/seat` whose signer lost the authority. */
  #lapsed = new Set<string>();

  /** Takes the next signature; answers what is wrong with it. */
  take(signature: RecordedSignature, then: SubjectThen): string[] {
    const faults = this.#faultsOf(signature, then);
    this.signatures.push(signature);
    this.lapse(signature.lapsed);
    this.#lapsed.delete(`${signature.signerId}/${signature.seat}`);
    return faults;
  }

  lapse(ids: readonly string[]): void {
    const lapsed = this.signatures.filter(({ id }) => ids.includes(id));
    this.#lapsed = new Set(lapsed.map(({ signerId, seat }) => `${signerId}/${seat}`));
  }

  council({ seats, digests }: Pick<SubjectThen, "seats" | "digests">): Council<RecordedSignature> {
    return councilStanding({
      seats,
      digests,
      signatures: this.signatures,
      entitled: (signerId, seat) => !this.#lapsed.has(`${signerId}/${seat}`),
    });
  }

  #faultsOf(signature: RecordedSignature, then: SubjectThen): string[] {
    const { kind, round, subjectDigest, sectionDigests, seat, signerId, decision } = signature;
    const { noun, decisions } = kindOf(then.kind);
    const faults: string[] = [];
    if (kind !== then.kind) faults.push(`is no signature of a ${noun}`);
    if (!decisions.includes(decision)) faults.push(`says what nobody can say to a ${noun}`);
    if (round !== then.round || subjectDigest !== then.digest)
      faults.push(`was signed over another round or digest than the ${noun} was in`);
    const due = Object.fromEntries(
      signedSections(seat, then.seats).flatMap((section) =>
        then.digests[section] ? [[section, then.digests[section]]] : [],
      ),
    );
    if (differenceAt(due, sectionDigests) !== null)
      faults.push(`is not over the sections ${seat} answers for`);
    // That the signer speaks for the function is the server's word at the time; the log holds the rest.
    const signer = { id: signerId, functions: [seat] };
    const eligible = mayFillSeat(signer, seat, { ...then, signatures: this.signatures });
    if (!eligible.ok) faults.push(`should not have been taken (${eligible.error.code})`);
    return faults;
  }
}

/** What is wrong with what follows a signature, given what is due and all that could be. */
export function outcomeFaults(
  due: string | null,
  next: Entry | undefined,
  outcomes: readonly string[],
): string[] {
  const follows = outcomes.find((action) => action === next?.value.action) ?? null;
  if (due === follows) return [];
  return due === null
    ? [`${follows} followed, although the signatures did not lead to it`]
    : [`${due} is due after this signature but does not follow`];
}
