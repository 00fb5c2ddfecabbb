/** How much damage a wrong model can do. */
export const TIERS = ["low", "limited", "high", "critical"] as const;
export type Tier = (typeof TIERS)[number];

/** Whether a tier asks for as much as another. */
export const isAtLeast = (tier: Tier, other: Tier): boolean => TIERS.indexOf(tier) >= TIERS.indexOf(other);

/** The one that asks for more. */
export const stricterTier = (a: Tier, b: Tier): Tier => (isAtLeast(a, b) ? a : b);
