import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { choicesSchema, mayChoose } from "#lib/overview/notification.ts";
import { notificationStream } from "#lib/overview/notification-events.ts";
import { lockSetting, writeSetting } from "#lib/overview/rows/notification-settings.ts";

const setting = z.strictObject({
  choices: choicesSchema,
  zone: line(60),
  hour: z.int().min(0).max(23),
});

/** Chooses how the signed-in person is told of each kind of message. Kinds left out stay as everybody has them. */
export const setNotification = defineCommand({
  name: "set-notification",
  permission: "notification:set",
  summary: "Choose how you are told of each kind of message",
  input: setting,
  output: setting,

  async load(tx, _input, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person is told anything; a token is not.");
    await lockSetting(tx, caller.id);
    return ok({ personId: caller.id });
  },

  decide({ personId }, input) {
    const may = mayChoose(input);
    if (!may.ok) return may;
    const set = eventOf("notification.set", {
      stream: notificationStream(personId),
      targets: [{ type: "person", id: personId }],
      data: input,
    });
    return ok([set]);
  },

  async record(tx, [event], { personId }, { caller, now }) {
    await writeSetting(tx, { ...event!.data, personId, workspaceId: caller.workspaceId, now });
    return event!.data;
  },
});
