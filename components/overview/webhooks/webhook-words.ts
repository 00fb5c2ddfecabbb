import type { StateLook } from "#components/ui/state-pill.tsx";
import type { ListedDelivery, ListedWebhook } from "#lib/overview/views/webhook-list.ts";
import type { WebhookFormat } from "#lib/overview/webhook.ts";

/** Whether a webhook posts, and if not, why. */
export function webhookLook({ disabledFor, due, dead }: ListedWebhook): StateLook {
  if (disabledFor === "gone") return { word: "Off: receiver gone", tone: "fail", icon: "slash" };
  if (disabledFor === "unreached") return { word: "Off: not reached", tone: "fail", icon: "slash" };
  if (disabledFor === "by-hand") return { word: "Off", tone: "plain", icon: "pause" };
  if (dead > 0) return { word: `${dead} given up`, tone: "fail", icon: "alert" };
  return due > 0 ? { word: `${due} on the way`, tone: "hold" } : { word: "On", tone: "pass" };
}

const DELIVERY_LOOKS: Readonly<Record<ListedDelivery["state"], StateLook>> = {
  sent: { word: "Sent", tone: "pass" },
  due: { word: "On the way", tone: "hold" },
  dead: { word: "Given up", tone: "fail" },
};
export const deliveryLook = ({ state }: Pick<ListedDelivery, "state">): StateLook => DELIVERY_LOOKS[state];

/** What a webhook can post, by the format's name. */
export const FORMAT_WORDS: Readonly<Record<WebhookFormat, string>> = {
  cloudevents: "Signed events (CloudEvents)",
  slack: "Messages for Slack",
  teams: "Messages for Microsoft Teams",
};

/** Which events a webhook is told of. */
export function kindsText({ kinds, model }: Pick<ListedWebhook, "kinds" | "model">): string {
  const which = kinds.length === 0 ? "Every event" : kinds.join(", ");
  return model === null ? which : `${which} of ${model}`;
}

/** What the receiver answered. */
export function answerText({ status, trouble, tries }: ListedDelivery): string {
  if (tries === 0) return "not tried yet";
  const answered = status === null ? "no answer" : String(status);
  return trouble ? `${answered}: ${trouble}` : answered;
}
