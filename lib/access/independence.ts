import { DAY_MS } from "#lib/kernel/time.ts";
import type { Act, Provenance } from "./provenance.ts";

const DEEDS = ["invited", "proposed", "confirmed", "reset", "consented"] as const;

/** Why two people do not count as two: what one did for the other, or whose hand both credentials came from. */
export type Dependence =
  | {
      readonly because: (typeof DEEDS)[number];
      readonly by: string;
      readonly of: string;
      readonly at: string;
      /** Where it was done through one account for another: who stands behind both, and whose credentials they handed over. */
      readonly behind?: { readonly hand: string; readonly of: readonly string[] };
    }
  | { readonly because: "one-hand"; readonly by: string };

type Tie = Exclude<Dependence, { because: "one-hand" }>;
type Deed = Act & { readonly because: (typeof DEEDS)[number] };

/** What others did to make this person a signer. */
const deedsFor = ({ invited, functions, resets, consents }: Provenance): Deed[] => [
  ...(invited ? [{ ...invited, because: "invited" as const }] : []),
  ...functions.map(({ proposed }) => ({ ...proposed, because: "proposed" as const })),
  ...functions.flatMap(({ confirmed }) =>
    confirmed ? [{ ...confirmed, because: "confirmed" as const }] : [],
  ),
  ...resets.map(({ by, at }) => ({ by, at, because: "reset" as const })),
  ...consents.map(({ by, at }) => ({ by, at, because: "consented" as const })),
];

/** Who did something to make this person a signer. */
export const doersFor = (person: Provenance): string[] => deedsFor(person).flatMap(({ by }) => by ?? []);

type Moment = {
  readonly days: number;
  readonly at: Date;
  /** Others of whom something is known, by id. */
  readonly others: ReadonlyMap<string, Provenance>;
  /** An act counts for the account alone that did it, as earlier versions judged. */
  readonly byAccount?: true;
};

/**
 * Why these two may not both sign one subject at this moment; null where they are independent: within the window neither
 * invited, granted to, confirmed for, reset or consented to the signing of the other, and their credentials do not lead
 * back to one person's hand. An act counts for everybody through whose hands the credential of its account went: an admin
 * acts through accounts they made as they do themselves. Only what happened before counts, so that the answer for a
 * signature stays what it was when it was given.
 */
export function dependence(a: Provenance, b: Provenance, moment: Moment): Dependence | null {
  if (a.personId === b.personId) return null;
  const ties = [...tiesTo(a, b, moment), ...tiesTo(b, a, moment)]
    .filter((tie) => isWithin(tie.at, moment))
    .toSorted((one, other) => other.at.localeCompare(one.at) || orderOf(one).localeCompare(orderOf(other)));
  const own = ties.find(({ behind }) => behind === undefined);
  if (own) return own;
  // Without end: a credential that was handed over stays so until one comes another way.
  const mine = handsOf(a, moment);
  const [shared] = [...handsOf(b, moment)].filter((hand) => mine.has(hand)).sort();
  if (shared !== undefined) return { because: "one-hand", by: shared };
  return ties[0] ?? null;
}

/** The same for two who found a workspace, where each confirms the other. */
export function foundersDependence(a: Provenance, b: Provenance, moment: Moment): Dependence | null {
  return dependence(beforeFounding(a), beforeFounding(b), moment);
}

const beforeFounding = (told: Provenance): Provenance => ({
  ...told,
  functions: told.functions.map((grant) => (grant.founding ? { ...grant, confirmed: null } : grant)),
});

/** Somebody, whoever handed over what they sign in with, and so on through however many others. */
function handsOf(
  { personId, hands }: Pick<Provenance, "personId" | "hands">,
  { others }: Moment,
): ReadonlySet<string> {
  const all = new Set([personId, ...hands]);
  // A set hands out what is added while it is read.
  for (const hand of all) for (const further of others.get(hand)?.hands ?? []) all.add(further);
  return all;
}

const orderOf = ({ because, by, of }: Tie): string => `${because} ${by} ${of}`;

function tiesTo(person: Provenance, other: Provenance, moment: Moment): Tie[] {
  const of = person.personId;
  const hands = handsOf(other, moment);
  return deedsFor(person).flatMap(({ because, by, at }) => {
    if (by === other.personId) return [{ because, by, of, at }];
    // What somebody did for themselves, such as a link mailed to their own address, is nobody else's act.
    if (by === null || by === of || moment.byAccount) return [];
    const behind = [...handsOf({ personId: by, hands: [] }, moment)];
    const hand = behind.find((id) => hands.has(id));
    if (hand === undefined) return [];
    const handed = [by, other.personId].filter((id) => id !== hand);
    return [{ because, by, of, at, behind: { hand, of: handed } }];
  });
}

function isWithin(moment: string, { days, at }: Pick<Moment, "days" | "at">): boolean {
  const age = at.getTime() - new Date(moment).getTime();
  return age >= 0 && age < days * DAY_MS;
}
