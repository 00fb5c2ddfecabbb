import type { Section } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { PolicyVersion } from "#lib/policy/rows/policy-versions.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { ReleaseState } from "#lib/releases/release.ts";
import { digestSections, type ReleaseSections, subjectDigest } from "#lib/releases/sections.ts";

type Round = {
  readonly round: number;
  readonly sections: ReleaseSections;
  readonly changed: readonly Section[];
  readonly policy: Pick<PolicyVersion, "id">;
  readonly tier: Tier;
  readonly baseVersionId: string | null;
  readonly state: ReleaseState;
};

/** Opens a round of a release with its sections, under its policy. Nothing is approved in it yet. */
export async function recordRound(
  tx: Tx,
  releaseId: string,
  { round, sections, changed, policy, tier, baseVersionId, state }: Round,
  { caller, now }: { caller: Caller; now: Date },
): Promise<void> {
  const digests = digestSections(sections);
  const manifest = {
    sections: asJson(sections),
    sectionDigests: asJson(digests),
    subjectDigest: subjectDigest(digests),
    round,
  };
  await tx.release.update({
    where: { id: releaseId },
    data: {
      ...manifest,
      state,
      tier,
      baseVersionId,
      changeClass: sections.target.changeClass,
      policyVersionId: policy.id,
      dueAt: state === "draft" ? null : daysLater(now, sections.policy.reviewDays),
      roundOpenedAt: now,
      approvedAt: null,
      validUntil: null,
    },
  });
  await tx.releaseRound.create({
    data: {
      ...manifest,
      releaseId,
      workspaceId: caller.workspaceId,
      changedSections: [...changed],
      openedById: caller.id,
      openedAt: now,
    },
  });
}
