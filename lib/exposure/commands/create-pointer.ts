import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { pointerName, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";

/** Names a place where a version of the model can be live. It serves nothing until a release puts a version there. */
export const createPointer = defineCommand({
  name: "create-pointer",
  permission: "pointer:create",
  summary: "Create a pointer, a place where a version can be live",
  input: z.strictObject({ model: slug, name: pointerName }),
  output: z.object({ pointerId: z.string() }),

  async load(tx, { model: modelName, name }) {
    const model = await lockModel(tx, modelName);
    if (!model.ok) return model;
    const taken = await tx.pointer.findFirst({ where: { modelId: model.value.id, name } });
    return ok({ model: model.value, name, taken: taken !== null });
  },

  decide({ model, name, taken }, _input, { newId }) {
    if (taken)
      return refuse("conflict", "pointer-name-taken", `${model.name} already has a pointer ${name}.`, {
        field: "name",
      });
    const pointerId = newId();
    const event = eventOf(
      "pointer.created",
      {
        stream: `pointer/${pointerId}`,
        targets: [
          { type: "pointer", id: pointerId },
          { type: "model", id: model.id },
        ],
        data: { model: model.name, name },
      },
      { pointerId },
    );
    return ok([event]);
  },

  async record(tx, [event], { model, name }, { caller, now }) {
    const { pointerId } = event!;
    await tx.pointer.create({
      data: { id: pointerId, workspaceId: caller.workspaceId, modelId: model.id, name, createdAt: now },
    });
    return { pointerId };
  },
});
