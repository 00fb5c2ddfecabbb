import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { LEARNING_OUTCOMES, maySettle } from "#lib/incidents/learning.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Says what became of a learning, also once its incident is closed: the change is in force, or was dropped, and why. */
export const settleLearning = defineCommand({
  name: "settle-learning",
  permission: "learning:settle",
  summary: "Say what became of a learning",
  input: z.strictObject({
    incident: ordinal,
    learning: ordinal.meta({ description: "Its number in the incident." }),
    outcome: z.enum(LEARNING_OUTCOMES).meta({ description: "The change is in force, or was dropped." }),
    reason: prose(2000).meta({ description: "Where the change is, or why it was dropped." }),
  }),
  output: z.object({ number: z.number(), learning: z.number(), outcome: z.enum(LEARNING_OUTCOMES) }),

  async load(tx, { incident, learning: number }) {
    const file = await lockIncident(tx, incident);
    if (!file.ok) return file;
    const learning = file.value.learnings.find((each) => each.number === number);
    return learning
      ? ok({ ...file.value, learning })
      : refuse("not-found", "learning-not-found", `Incident ${incident} has no learning ${number}.`);
  },

  decide({ learning, ...file }, { outcome, reason }, { caller }) {
    const { number, ownerId: owner } = learning;
    const may = maySettle(caller, { number, owner, outcome: learning.outcome });
    if (!may.ok) return may;
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, learning: number, outcome };
    return ok([eventOf("learning.settled", { ...about, data, details: { reason } })]);
  },

  async record(tx, [event], { incident }, { caller, now }) {
    const { learning: number, outcome } = event!.data;
    await tx.incidentLearning.update({
      where: { incidentId_number: { incidentId: incident.id, number } },
      data: {
        outcome,
        reason: event!.details.reason,
        settledById: caller.id,
        settledBy: caller.name,
        settledAt: now,
      },
    });
    return { number: incident.number, learning: number, outcome };
  },
});
