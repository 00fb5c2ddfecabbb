import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayAdd } from "#lib/incidents/incident.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { nextEntry, writeEntry } from "#lib/incidents/rows/write-entry.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Records what caused an open incident. A better finding is recorded as another cause; the newest counts. */
export const explainIncident = defineCommand({
  name: "explain-incident",
  permission: "incident:explain",
  summary: "Record the cause of an incident",
  input: z.strictObject({
    incident: ordinal,
    cause: prose(4000).meta({ description: "What happened, how it is known, and what was done." }),
  }),
  output: z.object({
    number: z.number(),
    entry: z.number().meta({ description: "Place of the entry in its incident, from 1." }),
  }),

  load: (tx, { incident }) => lockIncident(tx, incident),

  decide(file, { cause }) {
    const open = mayAdd(file.standing);
    if (!open.ok) return open;
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, entry: nextEntry(file.entries) };
    return ok([eventOf("incident.explained", { ...about, data, details: { cause } })]);
  },

  record: (tx, [event], file, context) =>
    writeEntry(tx, file, { kind: "cause", text: event!.details.cause }, context),
});
