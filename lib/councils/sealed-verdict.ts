import { z } from "zod";
import { commitment } from "#lib/audit/entry.ts";
import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { CONDITIONS_MAX, type ConditionAsked, capSchema } from "./condition.ts";
import type { VerdictDecision } from "./signature.ts";

/** What a preliminary verdict can say. */
export const PRELIMINARY_DECISIONS = [
  "approve",
  "approve-with-conditions",
  "request-changes",
  "reject",
] as const;
export type PreliminaryDecision = (typeof PRELIMINARY_DECISIONS)[number];

type Deciding = {
  readonly decision: VerdictDecision;
  readonly conditions?: readonly unknown[] | undefined;
};

/** A verdict as it is compared with the preliminary one. */
export const preliminaryOf = ({ decision, conditions = [] }: Deciding): PreliminaryDecision =>
  decision === "approve" && conditions.length > 0 ? "approve-with-conditions" : decision;

/** What the log says openly of a sealed verdict: who gave it, for which seat, over what. */
export type SealedTerms = {
  readonly sealed: string;
  readonly release: string;
  readonly round: number;
  readonly subject: string;
  readonly seat: BusinessFunction;
  readonly signer: string;
  readonly onBehalfOf: string | null;
};

/** A condition as its giver stated it; one that is signed later is its own. */
export const writtenCondition = z.strictObject({
  text: z.string(),
  test: z.string(),
  owner: id,
  dueAt: z.string(),
  cap: capSchema.exactOptional(),
});

export type WrittenCondition = z.infer<typeof writtenCondition>;

/** What its giver wrote with it. It may be erased later without taking the decision's proof along. */
export const sealedWords = z.strictObject({
  /** 32 random bytes in base64. */
  salt: z.base64().length(44),
  comment: z.union([prose(4000), z.literal("")]),
  conditions: z.array(writtenCondition).max(CONDITIONS_MAX).exactOptional(),
});
export type SealedWords = z.infer<typeof sealedWords>;

/** What stays hidden until the reveal. */
export const sealedContent = z.strictObject({
  salt: z.base64().length(44),
  decision: z.enum(PRELIMINARY_DECISIONS),
  /** Null where its giver wrote nothing. */
  words: sealedWords.nullable(),
});
export type SealedContent = z.infer<typeof sealedContent>;

/** The content as the log opens it: what was written stays beside the log. */
export type Opening = {
  readonly decision: PreliminaryDecision;
  readonly salt: string;
  /** The commitment to what was written; absent where nothing was. */
  readonly words?: string;
};

type Salts = { readonly salt: Uint8Array; readonly wordsSalt: Uint8Array };

type Writing = Pick<Deciding, "decision"> & {
  readonly comment?: string | undefined;
  readonly conditions?: readonly ConditionAsked[] | undefined;
};

/** The hidden content of a verdict, given two random salts of 32 bytes. */
export function contentOf(
  { decision, comment = "", conditions = [] }: Writing,
  { salt, wordsSalt }: Salts,
): SealedContent {
  const written = conditions.map(({ cap, ...rest }) => ({ ...rest, ...(cap ? { cap } : {}) }));
  const words = {
    salt: toBase64(wordsSalt),
    comment,
    ...(written.length > 0 ? { conditions: written } : {}),
  };
  return {
    salt: toBase64(salt),
    decision: preliminaryOf({ decision, conditions }),
    words: comment !== "" || written.length > 0 ? words : null,
  };
}

export const openingOf = ({ salt, decision, words }: SealedContent): Opening => ({
  decision,
  salt,
  ...(words ? { words: wordsCommitment(words) } : {}),
});

/** The commitment to what was written, with a salt of its own; empty where that salt is none. */
export const wordsCommitment = ({ salt, ...written }: SealedWords): string => committed(salt, written);

/** The commitment that the log holds of a sealed verdict; empty where the salt is none, which fits no commitment. */
export const verdictCommitment = (terms: SealedTerms, { salt, decision, words = "" }: Opening): string =>
  committed(salt, { v: 1, ...terms, decision, words });

function committed(salt: string, body: unknown): string {
  const bytes = fromBase64(salt);
  return bytes?.length === 32 ? commitment(bytes, body) : "";
}
