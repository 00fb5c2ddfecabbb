import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mayBeWaived, WAIVER_DAYS } from "#lib/councils/waiver-rules.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { gatesOf, policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { waiverFormView } from "#lib/releases/views/waivers.ts";

/** The gates that may be waived, of one release's policy or of the policy in force, and the models. */
export const waiverForm = defineQuery({
  name: "waiver-form",
  permission: "release:read",
  summary: "Get the gates that may be waived",
  input: z.strictObject({ release: ordinal.optional() }),
  output: waiverFormView,

  async load(tx, { release: number }, { caller, now }) {
    const file = number === undefined ? null : await readRelease(tx, number, now);
    if (file && !file.ok) return file;
    const policy = file ? file.value.sections.policy.version : (await policyInForce(tx))?.version;
    if (policy === undefined) return refuse("illegal", "no-policy", "There is no sign-off policy yet.");
    const models = await tx.model.findMany({
      ...(file ? { where: { id: file.value.release.modelId } } : {}),
      select: { name: true, riskTier: true },
      orderBy: { name: "asc" },
    });
    const gates = (await gatesOf(tx, [policy]))(policy);
    return ok({
      models: models.map(({ name, riskTier }) => {
        const tier = oneOf(TIERS, riskTier);
        return { name, tier, days: WAIVER_DAYS[tier] };
      }),
      gates: gates.flatMap((gate) => {
        const waivable = mayBeWaived(gate);
        if (!waivable.ok) return [];
        const { id, title, message, whoMayWaive: seat } = waivable.value;
        return [{ id, title, message, seat }];
      }),
      release: file
        ? {
            number: file.value.release.number,
            model: file.value.sections.target.model,
            pointer: file.value.sections.target.pointer,
          }
        : null,
      whyNot: whyNotPermitted(caller, "waiver:request") ?? null,
    });
  },
});
