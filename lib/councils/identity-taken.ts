import { IDENTITY_LEVELS, type IdentityLevel, type Known, levelThrough } from "#lib/access/identity-level.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { kindOf, type Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

/** The identities of the people here, and the levels of them that the policy takes for this subject. */
export type Identities = {
  readonly takes: readonly IdentityLevel[];
  /** Nothing for whoever has not joined, or is no reviewer. */
  readonly of: (personId: string) => Known;
};

/** Whether the policy takes what this person did through this account, or through none, as they are known now. */
export const isTaken = (
  { takes, of }: Identities,
  { signerId, account }: Pick<Signature, "signerId" | "account">,
): boolean => includes(takes, levelThrough(account, of(signerId)));

/** Whether the policy takes this person by some way of signing that they have. */
export const couldBeTaken = ({ takes, of }: Identities, personId: string): boolean =>
  takesKnown(takes, of(personId));

/** The same of whoever is known so. */
export const takesKnown = (takes: readonly IdentityLevel[], { byLink, accounts }: Known): boolean =>
  includes(takes, byLink) || (accounts.length > 0 && takes.includes("provider"));

const includes = (takes: readonly IdentityLevel[], level: IdentityLevel | null): boolean =>
  level !== null && takes.includes(level);

/**
 * The same, with what a signer can do about it: for the account through which they proved their presence, null for none;
 * without one, for whatever way they could choose.
 */
export function mayIdentify(
  { kind, identity }: Pick<Signable, "kind" | "identity">,
  signerId: string,
  account?: string | null,
): Result<null, Refusal> {
  const could = couldBeTaken(identity, signerId);
  if (account === undefined ? could : isTaken(identity, { signerId, account })) return ok(null);
  const { noun } = kindOf(kind);
  const had = LEVELS[levelThrough(account ?? null, identity.of(signerId)) ?? "handed-over"];
  const taken = IDENTITY_LEVELS.filter((level) => identity.takes.includes(level)).map(
    (level) => LEVELS[level],
  );
  return refuse(
    "forbidden",
    "identity-level-not-taken",
    `The policy does not take your signature here: your way in was ${had}, and this ${noun} takes ${taken.join(" or ")}.`,
    {
      todo: could
        ? "Prove your presence through the provider of your organisation."
        : identity.takes.includes("mailed")
          ? "On your account page, have a link mailed to you and set a new password by it. Where that page offers no link, whoever runs this installation sets up mail or a provider of identities first."
          : "Sign in through the provider of your organisation.",
      place: { label: "See how you are known", href: "/account#identity" },
    },
  );
}

const LEVELS: Readonly<Record<IdentityLevel, string>> = {
  "handed-over": "handed over by another person",
  mailed: "mailed to your address",
  provider: "vouched for by a provider",
};
