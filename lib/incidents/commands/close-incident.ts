import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayClose } from "#lib/incidents/incident.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident, readIncident } from "#lib/incidents/rows/lock-incident.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";

/** Closes an incident with a known cause, for good. A recurrence opens a new one. */
export const closeIncident = defineCommand({
  name: "close-incident",
  permission: "incident:close",
  summary: "Close an incident",
  input: z.strictObject({
    incident: ordinal,
    cause: ordinal.meta({
      description: "Place of the newest cause: a newer one than you read is not closed unread.",
    }),
    conclusion: prose(500).meta({ description: "The incident in one sentence." }),
  }),
  output: z.object({ number: z.number(), state: z.literal("closed") }),

  async load(tx, { incident: number }) {
    const known = await readIncident(tx, number);
    if (!known.ok) return known;
    // First the rollout, as when an incident opens: a halt at this moment finds this incident closed and opens another.
    const locked = await lockRollout(tx, known.value.rollout.number);
    if (!locked.ok) return locked;
    const file = await lockIncident(tx, number);
    return file.ok ? ok({ ...file.value, release: locked.value.release.number }) : file;
  },

  decide({ release, ...file }, { cause, conclusion }) {
    const closable = mayClose(file.standing);
    if (!closable.ok) return closable;
    if (file.cause?.sequence !== cause)
      return refuse("stale", "cause-changed", "Another cause has been recorded meanwhile.", {
        todo: "Read it, then close the incident.",
        field: "cause",
      });
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, release, cause };
    return ok([eventOf("incident.closed", { ...about, data, details: { conclusion } })]);
  },

  async record(tx, [event], { incident }, { caller, now }) {
    await tx.incident.update({
      where: { id: incident.id },
      data: {
        closedAt: now,
        closedById: caller.id,
        closedBy: caller.name,
        conclusion: event!.details.conclusion,
      },
    });
    return { number: incident.number, state: "closed" as const };
  },
});
