/** How much damage a wrong model can do. */
export const TIERS = ["low", "limited", "high", "critical"] as const;
export type Tier = (typeof TIERS)[number];

/** The one that asks for more. */
export const stricterTier = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) > TIERS.indexOf(b) ? a : b);
