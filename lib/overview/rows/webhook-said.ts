import { z } from "zod";
import type { Tx } from "#lib/db/client.ts";
import { webhooksMayBePrivate } from "#lib/env.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { line, slug } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { EVENTS } from "#lib/overview/events.ts";
import {
  WEBHOOK_FORMATS,
  WEBHOOK_KINDS_MAX,
  type WebhookFormat,
  webhookAddress,
} from "#lib/overview/webhook.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";

/** What an admin says of a webhook. */
export const webhookInput = {
  name: line(80),
  url: z.string().trim().min(1).max(2000),
  kinds: z.array(z.string().max(80)).max(WEBHOOK_KINDS_MAX).meta({
    description:
      "Types of events (`release.opened`), or nouns for all of theirs (`release`); all events where empty.",
  }),
  /** Events of this model alone. */
  model: slug.exactOptional(),
  format: z.enum(WEBHOOK_FORMATS).exactOptional().meta({
    description:
      "What is posted: the event as CloudEvents (the default), or a message about it for Slack or Microsoft Teams.",
  }),
};
type Given = z.output<z.ZodObject<typeof webhookInput>>;

const KNOWN = new Set(Object.keys(EVENTS).flatMap((type) => [type, type.slice(0, type.indexOf("."))]));

type Said = {
  readonly said: {
    readonly name: string;
    readonly host: string;
    readonly address: string;
    readonly kinds: string[];
    readonly model?: string;
    readonly format?: WebhookFormat;
  };
  readonly url: string;
  readonly modelId: string | null;
  readonly format: WebhookFormat;
};

/** What the rows keep of it, and what the log says; refused where it may lead nowhere. */
export async function webhookSaid(
  tx: Tx,
  { name, url, kinds, model, format = "cloudevents" }: Given,
): Promise<Result<Said, Refusal>> {
  const address = webhookAddress(url, webhooksMayBePrivate());
  if (!address.ok) return address;
  const unknown = kinds.find((kind) => !KNOWN.has(kind));
  if (unknown !== undefined)
    return refuse("invalid", "no-such-kind", `No event is of the kind ${unknown}.`, { field: "kinds" });
  const found = model === undefined ? null : await findModel(tx, model);
  if (found && !found.ok) return found;
  const { href, host } = address.value;
  const said = {
    name,
    host,
    address: digestOfBytes(new TextEncoder().encode(href)),
    kinds: [...new Set(kinds)],
    ...(model === undefined ? {} : { model }),
    ...(format === "cloudevents" ? {} : { format }),
  };
  return ok({ said, url: href, modelId: found?.value.id ?? null, format });
}
