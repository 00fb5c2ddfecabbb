import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { isEnvelopeAlive } from "#lib/councils/envelope.ts";
import { ENVELOPE_DAYS } from "#lib/councils/envelope-rules.ts";
import { envelopesOfPointer } from "#lib/councils/rows/envelopes.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { routeFor, seatsFor } from "#lib/policy/policy.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { lastReviewed } from "#lib/releases/rows/reviewed-base.ts";
import { signedReports } from "#lib/releases/rows/signed-reports.ts";
import { worstOf } from "#lib/releases/standard.ts";
import { type EnvelopeFormView, envelopeFormView } from "#lib/releases/views/envelopes.ts";

/** What an envelope of a model can be made of: each pointer with what it is measured against, and the gates. */
export const envelopeForm = defineQuery({
  name: "envelope-form",
  permission: "release:read",
  summary: "Get what an envelope of a model can be made of",
  input: z.strictObject({ model: slug.optional() }),
  output: envelopeFormView,

  async load(tx, { model: name }, { caller, now }) {
    const policy = await policyInForce(tx);
    if (!policy) return refuse("illegal", "no-policy", "There is no sign-off policy yet.");
    const models = await tx.model.findMany({ select: { name: true }, orderBy: { name: "asc" } });
    const found = name === undefined ? null : await findModel(tx, name);
    if (found && !found.ok) return found;
    const permitted = whyNotPermitted(caller, "envelope:propose");
    const gates = (policy.content.gates ?? []).map(({ id, title }) => ({ id, title }));
    const listed = models.map((one) => one.name);
    if (!found) return ok({ models: listed, model: null, gates, whyNot: permitted });
    const tier = oneOf(TIERS, found.value.riskTier);
    const route = routeFor(policy.content, tier);
    const standard = route.ok ? seatsFor(route.value, "standard") : route;
    const pointers = await tx.pointer.findMany({
      where: { modelId: found.value.id },
      orderBy: { name: "asc" },
    });
    const shown: Pointers = [];
    for (const pointer of pointers) shown.push(await pointerOf(tx, pointer, now));
    return ok({
      models: listed,
      model: { name: found.value.name, tier, days: ENVELOPE_DAYS[tier], pointers: shown },
      gates,
      whyNot: permitted ?? (standard.ok ? null : standard.error.message),
    });
  },
});

type Pointers = NonNullable<EnvelopeFormView["model"]>["pointers"];

async function pointerOf(
  tx: Tx,
  { id, name }: { id: string; name: string },
  now: Date,
): Promise<Pointers[number]> {
  const reviewed = await lastReviewed(tx, id);
  if (!reviewed.ok) return { name, base: null, metrics: [], whyNot: reviewed.error.message };
  const { release, sections, reports } = reviewed.value;
  const named = new Map(
    (await signedReports(tx, sections)).map(({ datasetDigest, dataset }) => [datasetDigest, dataset]),
  );
  const alive = (await envelopesOfPointer(tx, id)).find((one) => isEnvelopeAlive(one, now));
  const pairs = new Map(
    reports.flatMap(({ dataset, metrics }) =>
      metrics.map(({ metric }) => [`${metric} ${dataset}`, { metric, dataset }] as const),
    ),
  );
  return {
    name,
    base: { release: release.number, version: sections.artifact.version },
    metrics: [...pairs.values()].flatMap(({ metric, dataset }) => {
      const [value, row] = [worstOf({ metric, dataset }, reports), catalogued(metric)];
      const datasetName = named.get(dataset) ?? dataset;
      return value === null || !row
        ? []
        : [{ metric, dataset: dataset as Digest, datasetName, better: row.better, value }];
    }),
    whyNot: alive ? `Envelope ${alive.number} is in force here, or waits to be signed.` : null,
  };
}
