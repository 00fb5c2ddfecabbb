/**
 * How a person's present credential reached them, weakest first: by a link that another person handed over, by a link
 * mailed to an address of an allowed domain, or by a provider of identities.
 */
export const IDENTITY_LEVELS = ["handed-over", "mailed", "provider"] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];
