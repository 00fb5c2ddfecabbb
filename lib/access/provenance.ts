import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { readSaid, type SaidIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import { accessEvents } from "./events.ts";
import { type IdentityLevel, type Known, knownBy } from "./identity-level.ts";

/** An act and its moment. `by` is a person; null where the operator or the system did it. */
export type Act = { readonly by: string | null; readonly at: string };

/** A function from its proposal on. */
export type Granted = {
  readonly function: BusinessFunction;
  readonly proposed: Act;
  /** Null before, and where one admin granted it alone, as earlier versions let them. */
  readonly confirmed: Act | null;
  /** From when it counts; null while it waits for its confirmation. */
  readonly effectiveAt: string | null;
  /** One half of a founding: it counts once its holder has confirmed the confirmer's function, too. */
  readonly founding: boolean;
  readonly ended: Act | null;
};

export type Enrolled = {
  readonly factor: string;
  readonly kind: string;
  /** Digest of the passkey's public key. */
  readonly key: string | null;
  readonly since: string;
  readonly ended: Act | null;
};

/** An account at a provider, from its binding on. */
export type Account = {
  readonly account: string;
  readonly issuer: string;
  readonly since: string;
  readonly ended: Act | null;
};

/** Where a person's authority comes from, as the log tells it. */
export type Provenance = {
  readonly personId: string;
  readonly invited: Act | null;
  /** How the present credential reached them, from whom and when; null before the first. */
  readonly identity: (Act & { readonly level: IdentityLevel }) | null;
  /** Everybody who handed over a credential since one came another way: a second hand does not undo the first. */
  readonly hands: readonly string[];
  readonly roles: readonly Role[];
  readonly functions: readonly Granted[];
  readonly factors: readonly Enrolled[];
  readonly accounts: readonly Account[];
  /** Passwords set by another's link, and factors taken away by another. */
  readonly resets: readonly (Act & { readonly of: "password" | "factors" })[];
  /** Who let them sign before their wait was over, and which renewal began that wait. */
  readonly consents: readonly (Act & { readonly since: string })[];
  /** When the account was disabled, and enabled again. */
  readonly away: readonly { readonly from: Act; readonly to: Act | null }[];
};

/** The kinds of streams that tell it. */
export const PROVENANCE_STREAMS: readonly string[] = ["person", "password", "factors"];

/** The streams that tell it. */
export const provenanceStreams = (personId: string): string[] =>
  PROVENANCE_STREAMS.map((kind) => `${kind}/${personId}`);

/** Whose stream it is. */
export const personOf = (stream: string): string => stream.slice(stream.indexOf("/") + 1);

/** An entry of these streams. */
export type PersonEntry = Act & { readonly action: string; readonly data: unknown };

/** Who issued each link, by its id. */
type Links = ReadonlyMap<string, Act>;
type Type = TypeIn<typeof accessEvents>;
type Fold<T extends Type> = (
  told: Provenance,
  data: SaidIn<typeof accessEvents, T>["data"],
  act: Act,
  links: Links,
) => Partial<Provenance>;

/** Folds the entries of a person's streams, in the order of the log. Entries that change nothing here are skipped. */
export function provenanceOf(personId: string, entries: readonly PersonEntry[]): Provenance {
  const links = new Map<string, Act>();
  let told = NOTHING(personId);
  for (const { action, data, by, at } of entries) {
    const said = readSaid(accessEvents, action, data);
    if (!said) continue;
    const act = { by, at };
    if (said.type === "link.issued") links.set(said.data.link, act);
    const fold = FOLDS[said.type] as Fold<Type> | undefined;
    if (fold) told = { ...told, ...fold(told, said.data, act, links) };
  }
  return told;
}

const NOTHING = (personId: string): Provenance => ({
  personId,
  invited: null,
  identity: null,
  hands: [],
  roles: [],
  functions: [],
  factors: [],
  accounts: [],
  resets: [],
  consents: [],
  away: [],
});

/** Functions that one admin granted alone count from that moment on. */
const grantedAlone = (functions: readonly BusinessFunction[], act: Act): Granted[] =>
  functions.map((name) => ({
    function: name,
    proposed: act,
    confirmed: null,
    effectiveAt: act.at,
    founding: false,
    ended: null,
  }));

const handsAfter = (before: readonly string[], level: IdentityLevel, by: string | null): readonly string[] =>
  level === "handed-over" ? [...new Set([...before, ...(by === null ? [] : [by])])] : [];

const isOpen = ({ ended }: { readonly ended: Act | null }): boolean => ended === null;

/** Changes the newest open grant of a function. */
function withGrant(told: Provenance, name: string, change: (grant: Granted) => Granted): Partial<Provenance> {
  const at = told.functions.findLastIndex((grant) => grant.function === name && isOpen(grant));
  return { functions: told.functions.map((grant, i) => (i === at ? change(grant) : grant)) };
}

const FOLDS: { readonly [T in Type]?: Fold<T> } = {
  "person.invited": (_, { roles, functions = [] }, act) => ({
    invited: act,
    roles,
    // Whoever invited also chose the first password, until links replaced that; a link's redemption says otherwise.
    identity: { ...act, level: "handed-over" },
    hands: handsAfter([], "handed-over", act.by),
    functions: grantedAlone(functions, act),
  }),
  "person.assigned": (told, { roles, functions, functionsBefore }, act) => ({
    roles,
    functions: [
      ...told.functions.map((grant) =>
        isOpen(grant) && functionsBefore.includes(grant.function) && !functions.includes(grant.function)
          ? { ...grant, ended: act }
          : grant,
      ),
      ...grantedAlone(
        functions.filter((name) => !functionsBefore.includes(name)),
        act,
      ),
    ],
  }),
  "function.proposed": (told, { function: name }, act) => ({
    functions: [
      ...told.functions,
      { function: name, proposed: act, confirmed: null, effectiveAt: null, founding: false, ended: null },
    ],
  }),
  "function.confirmed": (told, { function: name, effectiveAt, founding = false }, act) =>
    withGrant(told, name, (grant) => ({ ...grant, confirmed: act, effectiveAt, founding })),
  "function.declined": (told, { function: name }, act) =>
    withGrant(told, name, (grant) => ({ ...grant, ended: act })),
  "function.removed": (told, { function: name }, act) =>
    withGrant(told, name, (grant) => ({ ...grant, ended: act })),
  "link.redeemed": (told, { link, purpose, via = "handed-over" }, { at }, links) => {
    const by = links.get(link)?.by ?? null;
    const renewed = [...told.resets, { of: "password" as const, by, at }];
    return {
      identity: { level: via, by, at },
      hands: handsAfter(told.hands, via, by),
      resets: purpose === "join" ? told.resets : renewed,
    };
  },
  "factor.enrolled": (told, { factor, kind, key = null }, { at }) => ({
    factors: [...told.factors, { factor, kind, key, since: at, ended: null }],
  }),
  "factor.removed": (told, { factor }, act) => ({
    factors: told.factors.map((one) => (one.factor === factor && isOpen(one) ? { ...one, ended: act } : one)),
  }),
  "factor.reset": (told, { factors }, act) => ({
    factors: told.factors.map((one) =>
      factors.includes(one.factor) && isOpen(one) ? { ...one, ended: act } : one,
    ),
    resets: [...told.resets, { of: "factors", ...act }],
  }),
  "identity.bound": (told, { identity: account, issuer, via, link = "" }, { at }, links) => ({
    accounts: [...told.accounts, { account, issuer, since: at, ended: null }],
    // By a link, it stands for the password from then on.
    ...(via === "link"
      ? { identity: { level: "provider", by: links.get(link)?.by ?? null, at }, hands: [] }
      : {}),
  }),
  "identity.unbound": (told, { identity }, act) => ({
    accounts: told.accounts.map((one) =>
      one.account === identity && isOpen(one) ? { ...one, ended: act } : one,
    ),
  }),
  "signing.consented": (told, { since }, act) => ({ consents: [...told.consents, { since, ...act }] }),
  "person.disabled": (told, _, act) => ({ away: [...told.away, { from: act, to: null }] }),
  "person.enabled": (told, _, act) => ({
    away: told.away.map((one) => (one.to === null ? { ...one, to: act } : one)),
  }),
};

/** How the person was known. */
export const knownIn = ({ identity, accounts }: Pick<Provenance, "identity" | "accounts">): Known =>
  knownBy(
    identity?.level ?? null,
    accounts.filter(isOpen).map(({ account }) => account),
  );

/** The people whose acts it tells. */
export const namedIn = ({
  invited,
  identity,
  hands,
  functions,
  resets,
  consents,
  away,
  factors,
  accounts,
}: Provenance): string[] => [
  ...hands,
  ...[
    invited,
    identity,
    ...functions.flatMap(({ proposed, confirmed, ended }) => [proposed, confirmed, ended]),
    ...factors.map(({ ended }) => ended),
    ...accounts.map(({ ended }) => ended),
    ...resets,
    ...consents,
    ...away.flatMap(({ from, to }) => [from, to]),
  ].flatMap((act) => act?.by ?? []),
];
