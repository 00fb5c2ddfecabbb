import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { type Channel, type Choices, channelFor } from "#lib/overview/notification.ts";
import { notificationStream } from "#lib/overview/notification-events.ts";
import { lockSetting, writeSetting } from "#lib/overview/rows/notification-settings.ts";

/** Ends mail of some kinds for one person, by the link of a mail. The inbox keeps telling them. */
export const stopNotification = defineCommand({
  name: "stop-notification",
  permission: "notification:stop",
  summary: "End mail of some kinds",
  input: z.strictObject({ personId: id, kinds: z.array(z.enum(MESSAGE_KINDS)).min(1) }),
  output: z.object({ kinds: z.array(z.enum(MESSAGE_KINDS)) }),

  async load(tx, { personId }) {
    const setting = await lockSetting(tx, personId);
    const [member] = await tx.$queryRaw<
      unknown[]
    >`SELECT 1 FROM membership WHERE person_id = ${personId}::uuid`;
    return member ? ok(setting) : refuse("not-found", "no-such-person", "This person is not here.");
  },

  decide(setting, { personId, kinds: asked }) {
    const kinds = asked.filter((kind) => MAILED.includes(channelFor(setting, kind)));
    if (kinds.length === 0)
      return refuse("illegal", "mail-stopped", "No mail of this kind is sent any more.");
    const stopped = eventOf("notification.stopped", {
      stream: notificationStream(personId),
      targets: [{ type: "person", id: personId }],
      data: { kinds },
    });
    return ok([stopped]);
  },

  async record(tx, [event], setting, { caller, now }) {
    const kinds = [...event!.data.kinds];
    const personId = event!.targets?.[0]?.id ?? "";
    const choices: Choices = {
      ...setting.choices,
      ...Object.fromEntries(kinds.map((kind) => [kind, "inbox"])),
    };
    await writeSetting(tx, { ...setting, choices, personId, workspaceId: caller.workspaceId, now });
    return { kinds };
  },
});

const MAILED: readonly Channel[] = ["mail", "digest"];
