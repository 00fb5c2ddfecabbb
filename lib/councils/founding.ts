import type { Refusal } from "#lib/kernel/refusal.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { Signer } from "./eligibility.ts";

/** Whether two people can sign for different functions: the least that lets anybody check anybody. */
export function isFounded(signers: readonly Signer[]): boolean {
  const holders = signers.filter(({ functions }) => functions.length > 0);
  return holders.length > 1 && new Set(holders.flatMap(({ functions }) => functions)).size > 1;
}

/** Until a workspace is founded, nothing above the low tier is submitted or approved. */
export const mayGoAbove = (tier: Tier, signers: readonly Signer[]): Result<null, Refusal> =>
  tier === "low" || isFounded(signers)
    ? ok(null)
    : refuse(
        "illegal",
        "not-founded",
        `Two people must hold different functions before a release of the ${tier} tier goes out.`,
        { todo: "Have an admin propose two reviewers on the page Functions; they confirm each other there." },
      );
