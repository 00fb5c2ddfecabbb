import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { WEBHOOK_FORMATS } from "./webhook.ts";

/** The rest of an address may be a secret, so the log has its host and the digest of the whole. */
const terms = {
  name: z.string(),
  host: z.string(),
  address: z.string(),
  kinds: z.array(z.string()),
  model: z.string().exactOptional(),
  /** Where it is a message for a chat; without it, the event as CloudEvents. */
  format: z.enum(WEBHOOK_FORMATS).exactOptional(),
};

/** To whom the log is told outside. What was delivered is in no log: it follows from the other events. */
export const webhookEvents = {
  "webhook.created": { data: z.object(terms) },
  "webhook.changed": { data: z.object({ ...terms, active: z.boolean() }) },
  "webhook.removed": { data: z.object({}) },
  /** The receiver answered that it is gone, or took nothing for days. */
  "webhook.disabled": { data: z.object({ reason: z.enum(["gone", "unreached"]) }) },
  /** Somebody had an event sent again. */
  "webhook.resent": { data: z.object({ event: z.string() }) },
  "webhook-secret.rotated": { data: z.object({}) },
} as const satisfies Catalogue;

export const webhookStream = (webhookId: string): string => `webhook/${webhookId}`;
