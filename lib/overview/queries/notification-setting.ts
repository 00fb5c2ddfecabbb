import { z } from "zod";
import { linkWay } from "#lib/access/credential-link.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mailDomains } from "#lib/env.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { channelFor, FORCED_KINDS } from "#lib/overview/notification.ts";
import { settingsOf } from "#lib/overview/rows/notification-settings.ts";
import { notificationSettingView } from "#lib/overview/views/notification-setting.ts";

/** How the signed-in person is told of each kind of message. */
export const notificationSetting = defineQuery({
  name: "notification-setting",
  permission: "registry:read",
  summary: "See how you are told of each kind of message",
  input: z.strictObject({}),
  output: notificationSettingView,

  async load(tx, _input, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person is told anything; a token is not.");
    const setting = (await settingsOf(tx, [caller.id]))(caller.id);
    const [row] = await tx.$queryRaw<{ email: string; feedSince: Date | null }[]>`
      SELECT email, (SELECT issued_at FROM calendar_feed WHERE person_id = person.id) AS "feedSince"
      FROM person WHERE id = ${caller.id}::uuid`;
    const mailed = row && linkWay(row.email, mailDomains()) === "mailed";
    return ok({
      kinds: MESSAGE_KINDS.map((kind) => ({
        kind,
        channel: channelFor(setting, kind),
        forced: FORCED_KINDS.includes(kind),
      })),
      zone: setting.zone,
      hour: setting.hour,
      email: mailed ? row.email : null,
      feedSince: row?.feedSince?.toISOString() ?? null,
    });
  },
});
