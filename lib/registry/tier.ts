/** How much can go wrong when the model is wrong. */
export const TIERS = ["low", "limited", "high", "critical"] as const;
export type Tier = (typeof TIERS)[number];
