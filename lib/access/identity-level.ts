/**
 * How a person's present credential reached them, weakest first: by a link that another person handed over, by a link
 * mailed to an address of an allowed domain, or by a provider of identities.
 */
export const IDENTITY_LEVELS = ["handed-over", "mailed", "provider"] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

/** How somebody is known: by how their credential reached them, and by their accounts at providers. */
export type Known = {
  /** Null for whoever has not joined. */
  readonly byLink: IdentityLevel | null;
  /** The ids of the accounts that are bound to them. */
  readonly accounts: readonly string[];
};

export const NOBODY: Known = { byLink: null, accounts: [] };

/** A provider stands for a password only while an account there is bound. */
export const knownBy = (level: IdentityLevel | null, accounts: readonly string[]): Known => ({
  byLink: level === "provider" && accounts.length === 0 ? null : level,
  accounts,
});

/** Every level at which they can sign, by one way or another. */
export const levelsOf = ({ byLink, accounts }: Known): IdentityLevel[] =>
  IDENTITY_LEVELS.filter((level) => level === byLink || (level === "provider" && accounts.length > 0));

/**
 * The level of what somebody did through an account, or through none: a provider vouches only for what came through it,
 * as long as the account is theirs. Whoever signs by a password is known as well as the link was by which they set it,
 * whatever account they are bound to.
 */
export const levelThrough = (account: string | null, { byLink, accounts }: Known): IdentityLevel | null =>
  account !== null && accounts.includes(account) ? "provider" : byLink;
