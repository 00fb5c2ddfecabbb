import { z } from "zod";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { CHANNELS } from "#lib/overview/notification.ts";

/** How the reader is told. */
export const notificationSettingView = z.object({
  kinds: z.array(z.object({ kind: z.enum(MESSAGE_KINDS), channel: z.enum(CHANNELS), forced: z.boolean() })),
  zone: z.string(),
  hour: z.number(),
  /** The address to which mail goes; null where this installation mails nothing there. */
  email: z.string().nullable(),
  /** When the address of the calendar feed was made; null where there is none. */
  feedSince: z.string().nullable(),
});
export type NotificationSettingView = z.infer<typeof notificationSettingView>;
