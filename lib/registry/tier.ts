/** How much damage a wrong model can do. */
export const TIERS = ["low", "limited", "high", "critical"] as const;
export type Tier = (typeof TIERS)[number];
