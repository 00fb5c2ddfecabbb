import { z } from "zod";
import { activePerson } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayLearn } from "#lib/incidents/incident.ts";
import { LEARNING_CHANGES } from "#lib/incidents/learning.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Records what an open incident taught, what is to change for it, and who sees to that. */
export const addLearning = defineCommand({
  name: "add-learning",
  permission: "learning:add",
  summary: "Record what an incident taught",
  input: z.strictObject({
    incident: ordinal,
    text: prose(1000).meta({ description: "What was learned, and what is to change for it." }),
    changes: z.enum(LEARNING_CHANGES).meta({ description: "What is to change." }),
    owner: id.meta({ description: "Who sees to the change: an active person of the workspace." }),
  }),
  output: z.object({
    number: z.number(),
    learning: z.number().meta({ description: "Its number in the incident, from 1." }),
  }),

  async load(tx, { incident, owner }) {
    const file = await lockIncident(tx, incident);
    if (!file.ok) return file;
    const owning = await activePerson(tx, owner, "owner");
    return owning.ok ? ok({ ...file.value, ownerName: owning.value.name }) : owning;
  },

  decide({ ownerName, ...file }, { text, changes, owner }) {
    const may = mayLearn(file.standing, file.learnings.length);
    if (!may.ok) return may;
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, learning: file.learnings.length + 1, owner, changes };
    return ok([eventOf("learning.added", { ...about, data, details: { name: ownerName, text } })]);
  },

  async record(tx, [event], { incident }, { caller, now }) {
    const { learning: number, owner: ownerId, changes } = event!.data;
    const { text, name: ownerName } = event!.details;
    const { id: incidentId, workspaceId } = incident;
    const added = { addedById: caller.id, addedByName: caller.name, addedAt: now };
    await tx.incidentLearning.create({
      data: { incidentId, workspaceId, number, text, changes, ownerId, ownerName, ...added },
    });
    return { number: incident.number, learning: number };
  },
});
