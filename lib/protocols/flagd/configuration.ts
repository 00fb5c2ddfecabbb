import { aboutServed, type ServedPointer } from "#lib/exposure/assignment.ts";
import { bucketingKey } from "#lib/exposure/bucketing.ts";
import { TOTAL_WEIGHT } from "#lib/exposure/exposure.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import type { FlagdConfiguration, FlagdFlag } from "./wire.ts";

const SCHEMA = "https://flagd.dev/schema/v0/flags.json";

/**
 * The pointers of a workspace as flags of flagd. `fractional` over the same key and weights gives each subject the arm
 * that an evaluation here gives it, since both use flagd's arithmetic.
 */
export const configurationOf = (pointers: readonly ServedPointer[], version: string): FlagdConfiguration => ({
  $schema: SCHEMA,
  flags: Object.fromEntries(
    pointers.map((served) => [flagKey(served.model, served.pointer), flagOf(served)]),
  ),
  metadata: { version },
});

function flagOf(served: ServedPointer): FlagdFlag {
  const { kind, baseVersion, candidateVersion, exposureId } = served;
  const metadata = { exposureId, ...aboutServed(served) };
  const base = String(baseVersion);
  if (kind === "live")
    return { state: "ENABLED", variants: { live: base }, defaultVariant: "live", metadata };
  const defaultVariant = "baseline";
  if (kind === "shadow") return { state: "ENABLED", variants: { baseline: base }, defaultVariant, metadata };
  return {
    state: "ENABLED",
    variants: { baseline: base, candidate: String(candidateVersion) },
    defaultVariant,
    targeting: split(served),
    metadata,
  };
}

/** Without a targeting key flagd would hash the salt alone and send everybody to one arm: it serves the base version. */
function split({ salt, candidateWeight, holdoutWeight }: ServedPointer): Record<string, unknown> {
  const weight = Math.min(candidateWeight, TOTAL_WEIGHT - holdoutWeight);
  const key = { cat: [bucketingKey(salt, ""), { var: "targetingKey" }] };
  const arms = [
    ["candidate", weight],
    ["baseline", TOTAL_WEIGHT - weight],
  ];
  return { if: [{ var: "targetingKey" }, { fractional: [key, ...arms] }, "baseline"] };
}
