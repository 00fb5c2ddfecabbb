import { namedIn } from "#lib/access/provenance.ts";
import { namesOf } from "#lib/access/rows/names-of.ts";
import { provenancesOf } from "#lib/access/rows/provenances.ts";
import { approversOf, type Circle, type Sayer } from "#lib/councils/circle.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { peopleOf } from "#lib/councils/signature.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { reviewersExcept } from "./reviewers.ts";
import { signerNow } from "./signer-now.ts";

/** What decides who may sign a subject together. */
export type Around = Pick<Signable, "signatures" | "contributors"> & {
  /** Those who lifted an objection to it, or confirmed a condition of it. */
  readonly lifters?: readonly Sayer[];
  /** Who proposed it, where its signers must be independent of them as well. */
  readonly proposers?: readonly string[];
  /** For how many days an act ties two people. */
  readonly days: number;
  /** For how many hours somebody does not sign after a reset or a new factor. */
  readonly waitHours: number;
  readonly now: Date;
  /** Whether somebody may take this seat of the council it goes to. */
  readonly seated?: Circle["seated"];
  /** Whom the caller speaks for. */
  readonly behalf?: string | undefined;
};

/** Everybody who signed a subject or could, with where the authority of each comes from. */
export async function circleOf(
  tx: Tx,
  { signatures, contributors, lifters = [], proposers = [], days, waitHours, now, seated }: Around,
): Promise<Circle> {
  const reviewers = await reviewersExcept(
    tx,
    contributors.map(({ personId }) => personId),
    now,
  );
  const functions = new Map(reviewers.map((each) => [each.id, each.functions]));
  const sayers = [...approversOf(signatures), ...lifters];
  const ids = [...functions.keys(), ...sayers.map(({ personId }) => personId), ...proposers];
  const provenances = await provenancesOf(tx, ids);
  const names = await namesOf(tx, [...ids, ...[...provenances.values()].flatMap(namedIn)]);
  const nameOf = (id: string): string => names.get(id) ?? "somebody who left";
  const members = [...provenances.keys()].map(
    (id) => [id, { name: nameOf(id), functions: functions.get(id) ?? [] }] as const,
  );
  const bounds = { days, waitHours, now, ...(seated ? { seated } : {}) };
  return { ...bounds, sayers, proposers, members: new Map(members), provenances, nameOf };
}

/** What a signature depends on besides its subject: the signer's authority in this transaction, and the circle. */
export type Held = { readonly signer: Caller; readonly circle: Circle };

/**
 * The same for whoever is about to sign, with the authority they have now. Holds the memberships of this person and of
 * everybody who signed until the transaction ends, so that none of them loses a function, gets a credential or factor, or
 * does something for another between this answer and the signature.
 */
export async function circleHeld(tx: Tx, around: Around, caller: Caller): Promise<Held> {
  const ids = [caller.id, ...around.signatures.flatMap(peopleOf), ...(around.behalf ? [around.behalf] : [])];
  await tx.$executeRaw`
    SELECT FROM membership WHERE person_id::text = ANY (${ids}::text[]) ORDER BY person_id FOR SHARE`;
  return { signer: await signerNow(tx, caller, around.now), circle: await circleOf(tx, around) };
}
