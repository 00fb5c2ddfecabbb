import type { Release as Row } from "#generated/prisma/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";

/** A release's row, narrowed. */
export type Release = Omit<Row, "state" | "tier" | "subjectDigest"> & {
  readonly state: ReleaseState;
  readonly tier: Tier;
  readonly subjectDigest: Digest;
};

export const releaseOf = (row: Row): Release => ({
  ...row,
  state: oneOf(RELEASE_STATES, row.state),
  tier: oneOf(TIERS, row.tier),
  subjectDigest: row.subjectDigest as Digest,
});
