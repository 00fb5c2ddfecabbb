import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { compositionsAt } from "#lib/councils/rows/compositions.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { ordinalText, pointerName, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { type Check, releaseChecks } from "#lib/releases/checks.ts";
import { comparedWith } from "#lib/releases/measured.ts";
import { contributorsOfVersion, type NamedContributor } from "#lib/releases/rows/contributors.ts";
import { type Gathered, gatherSections } from "#lib/releases/rows/gather-sections.ts";
import { lastRollback } from "#lib/releases/rows/rollbacks.ts";
import { signedReports } from "#lib/releases/rows/signed-reports.ts";
import { unfillable, whoMayFill } from "#lib/releases/rows/who-may-fill.ts";
import { BLANK_CASE, RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { releasePreviewView } from "#lib/releases/views/release-preview.ts";

/** Before a release is opened: its council, who may sign, who may not, and the state of each check. */
export const releasePreview = defineQuery({
  name: "release-preview",
  permission: "release:read",
  summary: "Preview the reviewers and checks of a release of this version",
  input: z.strictObject({
    model: slug,
    version: ordinalText,
    pointer: pointerName,
  }),
  output: releasePreviewView,

  async load(tx, target, { caller, now }) {
    // Reviewers and checks do not depend on case and plan.
    const { plan } = RELEASE_TEMPLATES[0];
    const gathered = await gatherSections(tx, { ...target, changeClass: "normal", case: BLANK_CASE, plan });
    if (!gathered.ok) return gathered;
    const { sections, version } = gathered.value;
    const contributors = [...authorOf(caller), ...(await contributorsOfVersion(tx, version.id))];
    const composition = (await compositionsAt(tx, [sections.policy.composition]))(
      sections.policy.composition,
    );
    const members = await whoMayFill(
      tx,
      { contributors, roster: composition },
      { takes: peopleRules(gathered.value.policy.content).identity[sections.policy.tier], now },
    );
    const { policy, target: to } = sections;
    return ok({
      live: to.base?.version ?? null,
      tier: policy.tier,
      council: policy.council,
      policyVersion: policy.version,
      reviewDays: policy.reviewDays,
      validDays: policy.validDays,
      seats: policy.seats.map((rule) => ({ ...rule, candidates: members.get(rule.function) ?? [] })),
      excluded: contributors.map(({ personName, because }) => ({ name: personName, because })),
      checks: await checksOf(tx, gathered.value, members),
    });
  },
});

function authorOf(caller: Caller): NamedContributor[] {
  return caller.kind === "person"
    ? [{ personId: caller.id, personName: caller.name, because: "would open it" }]
    : [];
}

async function checksOf(
  tx: Tx,
  { sections, version, pointer }: Gathered,
  members: ReadonlyMap<BusinessFunction, string[]>,
): Promise<Check[]> {
  return releaseChecks({
    number: 0,
    model: sections.target.model,
    version: sections.artifact.version,
    baseVersion: sections.target.base?.version ?? null,
    baseStillLive: true,
    comparison: comparedWith(sections.target.base, await signedReports(tx, sections)),
    newerCard: false,
    unfillable: unfillable(sections.policy.seats, members),
    rolledBack: await lastRollback(tx, { pointerId: pointer.id, versionId: version.id, releaseId: null }),
  });
}
