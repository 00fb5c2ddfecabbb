/** To whom the log is told outside. */
export const webhookWords: Readonly<Record<string, string>> = {
  webhookId: "Id of the webhook.",
  url: "The address that events are posted to: https, without credentials.",
  "webhooks.format": "What is posted: the event as CloudEvents, or a message for Slack or Microsoft Teams.",
  active: "Whether it posts; what happened while it was off follows.",
  delivery: "Id of the event that is sent again.",
  webhook: "Name of the webhook.",
  webhooks: "The webhooks.",
  deliveries: "The newest events on their way, or that were.",
  disabledFor:
    "Why it is off: its receiver is gone, it took nothing for three days, or an admin turned it off. Null while it is on.",
  disabledAt: "Since when it is off; null while it is on.",
  oldUntil: "Until when the secret before the present one signs too; null where only one signs.",
  "webhooks.due": "How many events are on their way.",
  dead: "How many events were given up.",
  sentAt: "When its receiver took the last one; null where it took none.",
  "deliveries.trouble":
    "What the receiver said, or why it could not be reached; null where it took the event.",
  nextAt: "When it is tried next, while it is due.",
  "webhooks.kinds": "Types of events, or nouns for all of theirs; all events where empty.",
  "deliveries.status": "The status that the receiver answered with; null where it did not answer.",
  "deliveries.action": "Type of the event.",
  "webhooks.name": "What people call it.",
};
