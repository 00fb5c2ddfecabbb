import { z } from "zod";
import { DELIVERY_STATES, DISABLED_FOR, WEBHOOK_FORMATS } from "#lib/overview/webhook.ts";

const listedWebhook = z.object({
  id: z.string(),
  name: z.string(),
  /** For admins the whole address; for others its host, as the rest may be a secret. */
  url: z.string(),
  kinds: z.array(z.string()),
  model: z.string().nullable(),
  /** What is posted. */
  format: z.enum(WEBHOOK_FORMATS),
  /** Why it is off; null while it is on. */
  disabledFor: z.enum(DISABLED_FOR).nullable(),
  disabledAt: z.string().nullable(),
  /** Until when the secret before the present one signs too. */
  oldUntil: z.string().nullable(),
  /** How many events are on their way, and how many were given up. */
  due: z.number(),
  dead: z.number(),
  sentAt: z.string().nullable(),
});
export type ListedWebhook = z.infer<typeof listedWebhook>;

const listedDelivery = z.object({
  id: z.string(),
  webhookId: z.string(),
  webhook: z.string(),
  action: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.number(),
  status: z.number().nullable(),
  /** What the receiver said, or why it could not be reached. */
  trouble: z.string().nullable(),
  nextAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ListedDelivery = z.infer<typeof listedDelivery>;

/** To whom the log is told, and what became of the newest events on their way. */
export const webhookListView = z.object({
  webhooks: z.array(listedWebhook),
  models: z.array(z.string()),
  deliveries: z.array(listedDelivery),
  nextCursor: z.string().nullable(),
});
export type WebhookListView = z.infer<typeof webhookListView>;
