import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { retryMs } from "./retry.ts";

/** The most that a workspace has. */
export const WEBHOOKS_MAX = 20;
/** The most kinds that one names; whoever wants more takes all. */
export const WEBHOOK_KINDS_MAX = 60;
/** For how long one event is tried. */
const WEBHOOK_SPAN_MS = 3 * DAY_MS;
/** For how long the secret before the present one signs too. */
export const WEBHOOK_OVERLAP_MS = DAY_MS;

/** Why one is off: its receiver answered 410, took nothing for the whole span, or an admin turned it off. */
export const DISABLED_FOR = ["gone", "unreached", "by-hand"] as const;

/** What a webhook posts: the event itself, or a message about it for people in a chat. */
export const WEBHOOK_FORMATS = ["cloudevents", "slack", "teams"] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

export const DELIVERY_STATES = ["due", "sent", "dead"] as const;

/** Whether it wants events of this type: it names the type, or the noun before the dot, or nothing at all. */
export const wantsKind = (kinds: readonly string[], type: string): boolean =>
  kinds.length === 0 || kinds.includes(type) || kinds.includes(type.slice(0, type.indexOf(".")));

/** How long after a failed try the next follows. `chance`, from 0 to 1, spreads what failed together. */
export const webhookRetryMs = (tries: number, chance: number): number =>
  Math.round(retryMs(tries) * (0.8 + 0.4 * chance));

type Try = { readonly status: number | null; readonly queuedAt: Date; readonly now: Date };
type Outcome =
  | { readonly state: "sent" | "due" }
  | { readonly state: "dead"; readonly reason: "gone" | "unreached" };

/** What follows from a try: it was taken, is tried again, or is given up, which turns the webhook off. */
export function outcomeOf({ status, queuedAt, now }: Try): Outcome {
  if (status !== null && status >= 200 && status < 300) return { state: "sent" };
  if (status === 410) return { state: "dead", reason: "gone" };
  const over = now.getTime() - queuedAt.getTime() >= WEBHOOK_SPAN_MS;
  return over ? { state: "dead", reason: "unreached" } : { state: "due" };
}

/** An address that may be posted to, as far as its text tells. Where it leads is asked with every delivery. */
export function webhookAddress(text: string, allowPrivate: boolean): Result<URL, Refusal> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:")))
    return refuse("invalid", "webhook-not-https", "The address must begin with https://.", { field: "url" });
  if (url.username || url.password)
    return refuse("invalid", "webhook-credentials", "The address must not hold a user or a password.", {
      field: "url",
      todo: "Receivers know us by the signature of each message.",
    });
  // Never sent, so whoever puts something there expects what does not happen.
  if (url.hash)
    return refuse("invalid", "webhook-fragment", "The address must not have a part after #.", {
      field: "url",
    });
  return ok(url);
}
