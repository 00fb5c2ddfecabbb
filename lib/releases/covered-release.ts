import { approversOf } from "#lib/councils/circle.ts";
import type { Signature } from "#lib/councils/signature.ts";
import type { Covered } from "#lib/councils/waiver-cover.ts";
import type { Tier } from "#lib/registry/tier.ts";

type Of = {
  readonly release: { readonly id: string; readonly pointerId: string; readonly tierNow: Tier };
  readonly contributors: readonly { readonly personId: string }[];
  readonly signatures: readonly Signature[];
};

/** A release as the waivers of its model see it. */
export const coveredRelease = ({ release, contributors, signatures }: Of, now: Date): Covered => ({
  pointer: release.pointerId,
  release: release.id,
  tier: release.tierNow,
  contributors,
  sayers: approversOf(signatures),
  now,
});
