import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Section } from "./sections.ts";

/** What one seat can say to what it signs. */
export const VERDICT_DECISIONS = ["approve", "request-changes", "reject"] as const;
export type VerdictDecision = (typeof VERDICT_DECISIONS)[number];

/** A verdict as it was signed: for which seat, over which digests. */
export type Signature = {
  readonly id: string;
  readonly round: number;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  readonly signerId: string;
  readonly sectionDigests: Readonly<Partial<Record<Section, string>>>;
  readonly signedAt: Date;
};
