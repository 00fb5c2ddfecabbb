import { z } from "zod";
import { activeAmong } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { findingAsked, mayOpenFinding } from "#lib/councils/finding.ts";
import { aboutFinding } from "#lib/councils/rows/findings.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";

/** Documents a gap of a model or of one version, with who sees to it and until when. Gates can read it from then on. */
export const openFinding = defineCommand({
  name: "open-finding",
  permission: "finding:open",
  summary: "Document a gap of a model",
  input: findingAsked.extend({ model: slug }),
  output: z.object({ number: z.number() }),

  async load(tx, { model: name, version, owner }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person opens a finding: they answer for it.");
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    const owners = await activeAmong(tx, [owner]);
    return ok({
      model: model.value,
      ownerName: owners.get(owner),
      versionIsKnown: version === undefined || version <= model.value.lastVersion,
      number: await nextNumber(tx, caller.workspaceId, "finding"),
    });
  },

  decide({ model, ownerName, versionIsKnown, number }, asked, { now, newId }) {
    const may = mayOpenFinding(asked, { ownerIsHere: ownerName !== undefined, versionIsKnown, now });
    if (!may.ok) return may;
    const id = newId();
    const { version = null, title, hypothesis, severity, owner, metric = null, slice = null } = asked;
    const { about, said } = aboutFinding(model, { id, number });
    const dueAt = new Date(asked.dueAt).toISOString();
    const names = { [owner]: ownerName ?? "" };
    return ok([
      eventOf(
        "finding.opened",
        {
          ...about,
          data: { ...said, version, severity, owner, dueAt, metric, slice },
          details: { title, hypothesis, names },
        },
        { id, modelId: model.id },
      ),
    ]);
  },

  async record(tx, [event], _facts, { caller, now }) {
    const { id, modelId, data, details } = event!;
    const { number, version, severity, owner: ownerId, dueAt, metric, slice } = data;
    const { title, hypothesis, names } = details;
    const opened = { openedById: caller.id, openedByName: caller.name, openedAt: now, state: "open" };
    await tx.finding.create({
      data: {
        id,
        workspaceId: caller.workspaceId,
        number,
        modelId,
        version,
        title,
        hypothesis,
        severity,
        ownerId,
        ownerName: names[ownerId]!,
        dueAt,
        metric,
        slice,
        ...opened,
      },
    });
    return { number };
  },
});
