import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { MESSAGE_KINDS } from "./message.ts";
import { choicesSchema } from "./notification.ts";

/** How people choose to be told. That they were told is in no log: it follows from the other events. */
export const notificationEvents = {
  "notification.set": {
    data: z.object({ choices: choicesSchema, zone: z.string(), hour: z.int().min(0).max(23) }),
  },
  /** By the link of a mail, which needs no session. */
  "notification.stopped": { data: z.object({ kinds: z.array(z.enum(MESSAGE_KINDS)) }) },
  /** A message's mail that was given up is sent once more. */
  "mail.resent": { data: z.object({ message: z.string() }) },
  /** The secret address of a person's calendar feed: a new one ends the one before. */
  "feed.issued": { data: z.object({}) },
  "feed.revoked": { data: z.object({}) },
} as const satisfies Catalogue;

export const notificationStream = (personId: string): string => `notification/${personId}`;
export const feedStream = (personId: string): string => `feed/${personId}`;
