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

type Moment = {
  readonly days: number;
  readonly at: Date;
  /** Others of whom something is known, by id. */
  readonly others: ReadonlyMap<string, Provenance>;
};

/**
 * Why these two may not both sign one subject at this moment; null where they are independent: within the window neither
 * invited, granted to, confirmed for, reset or consented to the signing of the other, and their credentials do not lead
 * back to one person's hand. Only what happened before counts, so that the answer for a signature stays what it was when
 * it was given.
 */
export function dependence(a: Provenance, b: Provenance, moment: Moment): Dependence | null {
  if (a.personId === b.personId) return null;
  const [newest] = [...tiesTo(a, b), ...tiesTo(b, a)]
    .filter((tie) => isWithin(tie.at, moment))
    .toSorted((one, other) => other.at.localeCompare(one.at) || orderOf(one).localeCompare(orderOf(other)));
  if (newest) return newest;
  // Without end: a credential that was handed over stays so until one comes another way.
  const mine = handsOf(a, moment);
  const [shared] = [...handsOf(b, moment)].filter((hand) => mine.has(hand)).sort();
  return shared === undefined ? null : { because: "one-hand", by: shared };
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
function handsOf({ personId, hands }: Provenance, { others }: Moment): ReadonlySet<string> {
  const all = new Set([personId, ...hands]);
  // A set hands out what is added while it is read.
  for (const hand of all) for (const further of others.get(hand)?.hands ?? []) all.add(further);
  return all;
}

const orderOf = ({ because, by, of }: Tie): string => `${because} ${by} ${of}`;

const tiesTo = (person: Provenance, other: Provenance): Tie[] =>
  deedsFor(person).flatMap(({ because, by, at }) =>
    by === other.personId ? [{ because, by, of: person.personId, at }] : [],
  );

function isWithin(moment: string, { days, at }: Pick<Moment, "days" | "at">): boolean {
  const age = at.getTime() - new Date(moment).getTime();
  return age >= 0 && age < days * DAY_MS;
}
