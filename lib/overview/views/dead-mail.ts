import { z } from "zod";
import { pageOf } from "#lib/kernel/fields.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";

const deadMail = z.object({
  id: z.string(),
  person: z.string(),
  kind: z.enum(MESSAGE_KINDS),
  title: z.string(),
  /** What the mail server said. */
  trouble: z.string().nullable(),
  tries: z.number(),
  endedAt: z.string(),
});
export type DeadMail = z.infer<typeof deadMail>;

/** Mail that reached nobody, newest first. */
export const deadMailView = pageOf(deadMail);
export type DeadMailView = z.infer<typeof deadMailView>;
