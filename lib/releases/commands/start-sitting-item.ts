import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { mayCall } from "#lib/councils/sitting-rules.ts";
import { digestText } from "#lib/kernel/event-fields.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockAgendaSubject } from "#lib/releases/rows/agenda-subjects.ts";

/** Calls an item: from now on it is discussed as its content is now, and its timer runs. */
export const startSittingItem = defineCommand({
  name: "start-sitting-item",
  permission: "sitting-item:start",
  summary: "Call an item of a sitting's agenda",
  input: z.strictObject({ sittingId: id, item: id }),
  output: z.object({ sittingId: z.string(), item: z.string(), round: z.number(), digest: digestText }),

  async load(tx, { sittingId, item }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting-item.started" }, caller);
    if (!file.ok) return file;
    const called = mayCall(file.value.sitting, item);
    if (!called.ok) return called;
    const subject = await lockAgendaSubject(tx, called.value, { workspaceId: caller.workspaceId, now });
    return subject.ok ? ok({ ...file.value, decided: subject.value.decided }) : subject;
  },

  decide({ sitting, decided: { round, digest } }, { item }) {
    const { about, said } = aboutSitting(sitting);
    return ok([eventOf("sitting-item.started", { ...about, data: { ...said, item, round, digest } })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    const { item, round, digest } = events[0]!.data;
    return { sittingId: sitting.sitting, item, round, digest };
  },
});
