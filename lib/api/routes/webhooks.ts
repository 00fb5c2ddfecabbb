import { changeWebhook } from "#lib/overview/commands/change-webhook.ts";
import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { removeWebhook } from "#lib/overview/commands/remove-webhook.ts";
import { resendWebhook } from "#lib/overview/commands/resend-webhook.ts";
import { rotateWebhookSecret } from "#lib/overview/commands/rotate-webhook-secret.ts";
import { webhookList } from "#lib/overview/queries/webhook-list.ts";

export const webhookRoutes = [
  { method: "GET", path: "/webhooks", query: webhookList, view: true },
  { method: "POST", path: "/webhooks", command: createWebhook },
  { method: "PUT", path: "/webhooks/{webhookId}", command: changeWebhook },
  { method: "POST", path: "/webhooks/{webhookId}/secret", command: rotateWebhookSecret },
  { method: "POST", path: "/webhooks/{webhookId}/resend", command: resendWebhook },
  { method: "POST", path: "/webhooks/{webhookId}/remove", command: removeWebhook },
] as const;
