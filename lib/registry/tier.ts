/** How much damage a wrong model can do. */
export const TIERS = ["low", "limited", "high", "critical"] as const;
export type Tier = (typeof TIERS)[number];

/** Whether a tier asks for as much as another. */
export const isAtLeast = (tier: Tier, other: Tier): boolean => TIERS.indexOf(tier) >= TIERS.indexOf(other);

/** The one that asks for more. */
export const stricterTier = (a: Tier, b: Tier): Tier => (isAtLeast(a, b) ? a : b);

/** The tier of a model that nobody assessed: whoever creates one may declare a stricter tier, but no milder one. */
export const unassessedTier = (declared: Tier): Tier => stricterTier(declared, "high");
