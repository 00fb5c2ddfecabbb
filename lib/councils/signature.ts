import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Section } from "./sections.ts";

/** The decisions a seat can sign. */
export const VERDICT_DECISIONS = ["approve", "request-changes", "reject"] as const;
export type VerdictDecision = (typeof VERDICT_DECISIONS)[number];

/** A signed verdict: its seat and the digests it covers. */
export type Signature = {
  readonly id: string;
  readonly round: number;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  readonly signerId: string;
  /** Whom the signer spoke for by delegation; null, or absent in earlier ones, for themselves. */
  readonly onBehalfOf?: string | null;
  /** The account at a provider through which its signer came; null for none. */
  readonly account: string | null;
  readonly sectionDigests: Readonly<Partial<Record<Section, string>>>;
  readonly signedAt: Date;
};

/** What decides whether an approval still has its signer's authority. */
export type Approval = Pick<Signature, "id" | "signerId" | "onBehalfOf" | "seat" | "account">;

/** Does this signature stand against its subject? */
export const isObjection = ({ decision }: Pick<Signature, "decision">): boolean => decision !== "approve";

/** Whose voice a signature is: that of whoever delegated it, else its signer's. */
export const voiceOf = ({ signerId, onBehalfOf }: Pick<Signature, "signerId" | "onBehalfOf">): string =>
  onBehalfOf ?? signerId;

/** Everybody whom a signature commits: its signer, and whoever they spoke for. */
export const peopleOf = ({ signerId, onBehalfOf }: Pick<Signature, "signerId" | "onBehalfOf">): string[] =>
  onBehalfOf ? [signerId, onBehalfOf] : [signerId];
