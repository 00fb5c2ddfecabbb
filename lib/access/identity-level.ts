/**
 * How a person's present credential reached them, weakest first: by a link that another person handed over, by a link
 * mailed to an address of an allowed domain, or by a provider of identities.
 */
export const IDENTITY_LEVELS = ["handed-over", "mailed", "provider"] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

/**
 * The level of one signing: the provider vouches only for what came through it. Whoever signs by a password is known as
 * well as the link was by which they set it, whatever account they are bound to.
 */
export const levelOfSigning = (
  throughProvider: boolean,
  byLink: IdentityLevel | null,
): IdentityLevel | null => (throughProvider ? "provider" : byLink);
