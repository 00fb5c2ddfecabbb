import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayTick } from "#lib/incidents/incident.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Says that a step of an open incident's playbook is done, or that it is not done after all. */
export const tickStep = defineCommand({
  name: "tick-step",
  permission: "step:tick",
  summary: "Tick a step of an incident's playbook off",
  input: z.strictObject({
    incident: ordinal,
    step: ordinal.meta({ description: "Place of the step in the playbook, from 1." }),
    done: z.boolean().meta({ description: "False where it was ticked off by mistake." }),
  }),
  output: z.object({ number: z.number(), step: z.number(), done: z.boolean() }),

  load: (tx, { incident }) => lockIncident(tx, incident),

  decide(file, { step, done }) {
    const may = mayTick(file.standing, file.steps, { step, done });
    if (!may.ok) return may;
    const { numbers, ...about } = aboutIncident(file);
    const said = { ...about, data: { ...numbers, step }, details: { text: file.steps[step - 1]!.text } };
    return ok([done ? eventOf("step.ticked", said) : eventOf("step.unticked", said)]);
  },

  async record(tx, [event], { incident, ticks }, { caller, now }) {
    const { step } = event!.data;
    const done = event!.type === "step.ticked";
    const { id: incidentId, workspaceId, number } = incident;
    const by = { byId: caller.id, byName: caller.name, at: now };
    await tx.incidentTick.create({
      data: { incidentId, workspaceId, sequence: ticks.length + 1, step, done, ...by },
    });
    return { number, step, done };
  },
});
