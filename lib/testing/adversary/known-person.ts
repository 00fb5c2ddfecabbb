import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";

type Grant = { readonly proposedBy: string; readonly confirmedAt: Date | null };

/** What the log says of a person, folded apart from the product's own folds, so that one checks the other. */
export type KnownPerson = {
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  readonly grants: ReadonlyMap<BusinessFunction, Grant>;
  readonly level: IdentityLevel | null;
  /** When somebody may have got into the account last. */
  readonly renewedAt: Date | null;
  /** Accounts at a provider. */
  readonly accounts: ReadonlySet<string>;
};

export const UNKNOWN: KnownPerson = {
  roles: [],
  disabled: false,
  grants: new Map(),
  level: null,
  renewedAt: null,
  accounts: new Set(),
};

type Data = {
  roles: Role[];
  function: BusinessFunction;
  via: IdentityLevel | "account" | "link";
  issuer: string;
  identity: string;
};
type Act = { readonly data: Data; readonly by: string; readonly of: string; readonly at: Date };
type Fold = (person: KnownPerson, act: Act) => Partial<KnownPerson>;

const withGrant = (
  { grants }: KnownPerson,
  name: BusinessFunction,
  grant: Grant | null,
): Partial<KnownPerson> => ({
  grants: new Map([
    ...[...grants].filter(([other]) => other !== name),
    ...(grant ? [[name, grant] as const] : []),
  ]),
});

const renewed: Fold = (_, { at }) => ({ renewedAt: at });
const ended: Fold = (person, { data }) => withGrant(person, data.function, null);
const given: Fold = (_, { data: { roles } }) => ({ roles });

const FOLDS: Readonly<Record<string, Fold>> = {
  "person.invited": given,
  "person.assigned": given,
  "person.disabled": () => ({ disabled: true }),
  "person.enabled": () => ({ disabled: false }),
  "function.proposed": (person, { data, by }) =>
    withGrant(person, data.function, { proposedBy: by, confirmedAt: null }),
  "function.confirmed": (person, { data, at }) =>
    withGrant(person, data.function, {
      proposedBy: person.grants.get(data.function)?.proposedBy ?? "",
      confirmedAt: at,
    }),
  "function.declined": ended,
  "function.removed": ended,
  "link.redeemed": (_, { data: { via, issuer }, of, at }) => ({
    ...(via === "handed-over" || via === "mailed" ? { level: via } : {}),
    // What came by a link that somebody had mailed to themselves renews nothing.
    ...(issuer === of ? {} : { renewedAt: at }),
  }),
  "factor.enrolled": renewed,
  "factor.reset": renewed,
  "identity.bound": ({ accounts }, { data: { identity }, at }) => ({
    accounts: new Set([...accounts, identity]),
    renewedAt: at,
  }),
  "identity.unbound": ({ accounts }, { data: { identity } }) => ({
    accounts: new Set([...accounts].filter((one) => one !== identity)),
  }),
};

/** The person after an entry of their streams. */
export function after(
  person: KnownPerson,
  of: string,
  { action, data, actor, occurred_at }: AuditEntry,
): KnownPerson {
  const act = { data: data as Data, by: actor.id, of, at: new Date(occurred_at) };
  return { ...person, ...FOLDS[action]?.(person, act) };
}
