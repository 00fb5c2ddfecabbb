import { z } from "zod";
import { activePerson } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayAdd } from "#lib/incidents/incident.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { SEVERITIES } from "#lib/incidents/severity.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Says how grave an open incident is and who leads it. What was said before stays in the log. */
export const assessIncident = defineCommand({
  name: "assess-incident",
  permission: "incident:assess",
  summary: "Say how grave an incident is and who leads it",
  input: z.strictObject({
    incident: ordinal,
    severity: z
      .literal(SEVERITIES)
      .meta({ description: "From 1, harm that goes on, to 4, noticed in time." }),
    lead: id.meta({ description: "Who leads the work on it: an active person of the workspace." }),
    reason: prose(1000).meta({ description: "What it is judged by." }),
  }),
  output: z.object({ number: z.number(), severity: z.number() }),

  async load(tx, { incident, lead }) {
    const file = await lockIncident(tx, incident);
    if (!file.ok) return file;
    const leader = await activePerson(tx, lead, "lead");
    return leader.ok ? ok({ ...file.value, leadName: leader.value.name }) : leader;
  },

  decide({ leadName, ...file }, { severity, lead, reason }) {
    const open = mayAdd(file.standing);
    if (!open.ok) return open;
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, severity, lead };
    return ok([eventOf("incident.assessed", { ...about, data, details: { name: leadName, reason } })]);
  },

  async record(tx, [event], { incident }) {
    const { severity, lead: leadId } = event!.data;
    await tx.incident.update({
      where: { id: incident.id },
      data: { severity, leadId, leadName: event!.details.name },
    });
    return { number: incident.number, severity };
  },
});
