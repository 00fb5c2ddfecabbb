import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { emergencyAsked, mayDeclare } from "#lib/releases/emergency.ts";
import { hasPart } from "#lib/releases/part-in.ts";
import { incidentHeld } from "#lib/releases/rows/emergencies.ts";
import { lockRelease } from "#lib/releases/rows/lock-release.ts";

/**
 * Declares the emergency of a release that was opened as one: for which open incident, why, in which scope, up to which
 * share and until when. Nothing goes out before a second person authorises exactly these bounds; an edit voids them.
 */
export const declareEmergency = defineCommand({
  name: "declare-emergency",
  permission: "emergency:declare",
  summary: "Declare the emergency of a release, with its bounds",
  input: emergencyAsked.extend({ release: ordinal }),
  output: z.object({ emergency: z.string() }),

  async load(tx, { release, incident }, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can declare an emergency.");
    const file = await lockRelease(tx, release, now);
    if (!file.ok) return file;
    const held = await incidentHeld(tx, incident, file.value.release.modelId);
    return ok({ file: file.value, incident: held });
  },

  decide({ file, incident }, { endsAt, reason, scope, incident: of, maxPercent }, { caller, now, newId }) {
    const may = mayDeclare({ file, hasPart: hasPart(file, caller), incident, endsAt, now });
    if (!may.ok) return may;
    const { id, number, round, subjectDigest: subject } = file.release;
    const emergency = newId();
    const declared = eventOf("emergency.declared", {
      stream: `release/${id}`,
      targets: [
        { type: "release", id, digest: subject },
        { type: "incident", id: incident!.id },
      ],
      data: {
        number,
        round,
        emergency,
        subject,
        incident: of,
        maxPercent,
        incidentId: incident!.id,
        endsAt: new Date(endsAt).toISOString(),
      },
      details: { reason, scope },
    });
    return ok([declared]);
  },

  async record(tx, [declared], { file }, { caller, now }) {
    const { data, details } = declared!;
    await tx.releaseEmergency.create({
      data: {
        id: data.emergency,
        workspaceId: caller.workspaceId,
        releaseId: file.id,
        round: data.round,
        subjectDigest: data.subject,
        incidentId: data.incidentId,
        incidentNumber: data.incident,
        ...details,
        maxPercent: data.maxPercent,
        endsAt: data.endsAt,
        declaredById: caller.id,
        declaredByName: caller.name,
        declaredAt: now,
      },
    });
    return { emergency: data.emergency };
  },
});
