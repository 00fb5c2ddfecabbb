import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, line, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { TIERS, unassessedTier } from "#lib/registry/tier.ts";

const input = z.strictObject({
  name: slug,
  title: line(120),
  purpose: prose(2000),
  intendedUse: prose(2000),
  riskTier: z.enum(TIERS),
  ownerId: id,
});

/**
 * Adds a model to the catalogue. From now on, releases change it. Nobody sets its tier alone: until an assessment is
 * confirmed it counts as high, or as what was declared above that.
 */
export const createModel = defineCommand({
  name: "create-model",
  permission: "model:create",
  summary: "Add a model",
  input,
  output: z.object({ modelId: z.string(), name: z.string() }),

  async load(tx, input, { caller }) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`model/${caller.workspaceId}/${input.name}`}, 2))`;
    const taken = await tx.model.findFirst({ where: { name: input.name } });
    if (taken)
      return refuse("conflict", "model-name-taken", `There is already a model named ${input.name}.`, {
        field: "name",
      });
    const owner = await tx.membership.findFirst({ where: { personId: input.ownerId } });
    if (!owner)
      return refuse("invalid", "owner-unknown", "The owner is not a member of this workspace.", {
        field: "ownerId",
      });
    return ok(input);
  },

  decide({ name, riskTier: declared, ownerId }, _input, { newId }) {
    const modelId = newId();
    const riskTier = unassessedTier(declared);
    const event = eventOf(
      "model.created",
      {
        stream: `model/${modelId}`,
        targets: [{ type: "model", id: modelId }],
        data: { name, riskTier, declared, ownerId },
      },
      { modelId, riskTier },
    );
    return ok([event]);
  },

  async record(tx, [event], model, { caller, now }) {
    const { modelId, riskTier } = event!;
    const counted = { riskTier, declaredTier: model.riskTier };
    await tx.model.create({
      data: { ...model, ...counted, id: modelId, workspaceId: caller.workspaceId, createdAt: now },
    });
    return { modelId, name: model.name };
  },
});
