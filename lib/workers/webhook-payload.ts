import type { Tx } from "#lib/db/client.ts";
import { chatMessageOf } from "#lib/overview/chat-words.ts";
import { aboutEvent } from "#lib/overview/rows/about-event.ts";
import type { WebhookDelivery } from "#lib/overview/rows/webhook-deliveries.ts";
import type { WebhookFormat } from "#lib/overview/webhook.ts";
import { slackMessage } from "#lib/protocols/chat-messages/slack.ts";
import { teamsMessage } from "#lib/protocols/chat-messages/teams.ts";
import { cloudEventOf } from "#lib/protocols/cloudevents/event.ts";

type Writing = { readonly format: WebhookFormat; readonly origin: string };

/** The body in which a webhook gets an event: the event itself, or a message about it for people in a chat. */
export async function payloadOf(
  tx: Tx,
  { entry, leaf }: WebhookDelivery,
  { format, origin }: Writing,
): Promise<string> {
  if (format === "cloudevents") return cloudEventOf({ entry, origin, leaf });
  const message = chatMessageOf(
    entry,
    await aboutEvent(tx, { stream: entry.stream, data: entry.data }),
    origin,
  );
  return format === "slack" ? slackMessage(message) : teamsMessage(message);
}

export const contentTypeOf = (format: WebhookFormat): string =>
  `application/${format === "cloudevents" ? "cloudevents+json" : "json"}; charset=utf-8`;
