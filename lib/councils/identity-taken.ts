import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { kindOf, type Signable } from "./signable.ts";

/** The identities of the people here, and the levels of them that the policy takes for this subject. */
export type Identities = {
  readonly takes: readonly IdentityLevel[];
  /** Null for whoever has not joined, or is no reviewer. */
  readonly of: (personId: string) => IdentityLevel | null;
};

/** Whether the policy takes this person's identity as it is now. */
export function isTaken({ takes, of }: Identities, personId: string): boolean {
  const level = of(personId);
  return level !== null && takes.includes(level);
}

/** The same, with what a signer can do about it. */
export function mayIdentify(
  { kind, identity }: Pick<Signable, "kind" | "identity">,
  personId: string,
): Result<null, Refusal> {
  if (isTaken(identity, personId)) return ok(null);
  const { noun } = kindOf(kind);
  const had = LEVELS[identity.of(personId) ?? "handed-over"];
  const taken = IDENTITY_LEVELS.filter((level) => identity.takes.includes(level)).map(
    (level) => LEVELS[level],
  );
  return refuse(
    "forbidden",
    "identity-level-not-taken",
    `The policy does not take your signature here: your way in was ${had}, and this ${noun} takes ${taken.join(" or ")}.`,
    {
      todo: identity.takes.includes("mailed")
        ? "On your account page, have a link mailed to you and set a new password by it."
        : "Sign in through the provider of your organisation.",
    },
  );
}

const LEVELS: Readonly<Record<IdentityLevel, string>> = {
  "handed-over": "handed over by another person",
  mailed: "mailed to your address",
  provider: "vouched for by a provider",
};
