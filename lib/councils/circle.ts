import { dependenceText } from "#lib/access/dependence-text.ts";
import { type Dependence, dependence } from "#lib/access/independence.ts";
import type { Provenance } from "#lib/access/provenance.ts";
import { type Wait, waitOf } from "#lib/access/waiting.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { either } from "#lib/kernel/listed.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { isObjection, peopleOf, type Signature } from "./signature.ts";

/** Somebody who has a say in a subject, and for which seat. */
export type Sayer = { readonly personId: string; readonly seat: BusinessFunction };

export type Member = {
  readonly name: string;
  /** The functions they may sign for now; none for whoever had a part in the subject. */
  readonly functions: readonly BusinessFunction[];
};

/** Who signed a subject, who else could, and where the authority of each comes from. */
export type Circle = {
  /** For how many days of the policy an act ties two people. */
  readonly days: number;
  /** For how many hours of the policy somebody does not sign after a reset or a new factor. */
  readonly waitHours: number;
  readonly now: Date;
  readonly sayers: readonly Sayer[];
  /** Who proposed the subject, where its signers must be independent of them as well. */
  readonly proposers?: readonly string[];
  readonly members: ReadonlyMap<string, Member>;
  /** Where the authority of each member comes from. */
  readonly provenances: ReadonlyMap<string, Provenance>;
  /** Whether somebody may take this seat of the council it goes to; absent where every holder of the function may. */
  readonly seated?: (personId: string, seat: BusinessFunction) => boolean;
  /** The name of anybody whose acts are named. */
  readonly nameOf: (personId: string) => string;
};

/** Until when this person waits; null where they may sign. */
export function waitIn(personId: string, { provenances, waitHours: hours, now }: Circle): Wait | null {
  const told = provenances.get(personId);
  return told ? waitOf(told, { hours, now }) : null;
}

/** Somebody on whom a signer depends: who signed for a seat, or proposed the subject and has none. */
export type Bond = {
  readonly personId: string;
  readonly seat: BusinessFunction | null;
  readonly dependence: Dependence;
};

/**
 * Everybody whose approval is on record and whom nothing of their own replaced. An approval over former content is among
 * them: an edit that is undone brings it back.
 */
export const approversOf = (signatures: readonly Signature[]): Sayer[] =>
  [...new Map(signatures.map((one) => [one.signerId, one])).values()]
    .filter((last) => !isObjection(last))
    .flatMap((last) => peopleOf(last).map((personId) => ({ personId, seat: last.seat })));

/** Why these two may not both have a say; null where they are independent. */
export function between(
  a: string,
  b: string,
  { provenances: others, days, now: at }: Circle,
): Dependence | null {
  const [one, other] = [others.get(a), others.get(b)];
  return one && other ? dependence(one, other, { days, at, others }) : null;
}

/** The signers and proposers on whom this person depends. */
export const bondsOf = (personId: string, circle: Circle): Bond[] =>
  [...circle.sayers, ...(circle.proposers ?? []).map(unseated)].flatMap((other) => {
    const dependence = between(personId, other.personId, circle);
    return dependence ? [{ ...other, dependence }] : [];
  });

const unseated = (personId: string) => ({ personId, seat: null });

/** Whether nobody who signed depends on another of them now. */
export const areApart = (circle: Circle): boolean =>
  circle.sayers.every(({ personId }) => bondsOf(personId, circle).length === 0);

/** Whether this person may take the seat, as far as the council decides it. */
export const sitsIn = ({ seated }: Circle, personId: string, seat: BusinessFunction): boolean =>
  seated?.(personId, seat) ?? true;

/** Who else could sign this seat with everybody who signed so far, by name. */
export function couldSign(seat: BusinessFunction, circle: Circle): string[] {
  const signed = new Set(circle.sayers.map(({ personId }) => personId));
  return [...circle.members]
    .filter(([id, { functions }]) => functions.includes(seat) && !signed.has(id) && sitsIn(circle, id, seat))
    .filter(([id]) => waitIn(id, circle) === null && bondsOf(id, circle).length === 0)
    .map(([, { name }]) => name)
    .sort();
}

/** Who could fill this seat and has not signed, but does not approve yet, soonest first. */
export const waitingFor = (seat: BusinessFunction, circle: Circle): { name: string; until: Date }[] =>
  [...circle.members]
    .filter(([id, { functions }]) => functions.includes(seat) && !circle.sayers.some(isPerson(id)))
    .flatMap(([id, { name }]) => {
      const wait = waitIn(id, circle);
      return wait ? [{ name, until: wait.until }] : [];
    })
    .toSorted((a, b) => a.until.getTime() - b.until.getTime());

const isPerson =
  (id: string) =>
  ({ personId }: Sayer): boolean =>
    personId === id;

/** Whether this person may have a say for this seat beside those who signed. */
export function mayJoin({ personId, seat }: Sayer, circle: Circle): Result<null, Refusal> {
  const [bond] = bondsOf(personId, circle);
  if (!bond) return ok(null);
  const others = couldSign(seat, circle);
  return refuse(
    "forbidden",
    "not-independent",
    `You and ${circle.nameOf(bond.personId)}, who ${bond.seat ? `signed for ${bond.seat}` : "proposed it"}, do not count as two people: ${dependenceText(bond.dependence, circle.nameOf)}.`,
    {
      todo:
        others.length > 0
          ? `Leave the seat to ${either(others)}.`
          : `Nobody else can sign for ${seat} now. Ask an admin for a reviewer who depends on nobody who signed.`,
    },
  );
}
