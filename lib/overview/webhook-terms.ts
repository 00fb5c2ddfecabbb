import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { WebhookFormat } from "./webhook.ts";

/** What somebody asks a webhook to be; one that is there already also by its id and whether it posts. */
type WebhookAsked = {
  readonly name: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly model?: string | undefined;
  /** CloudEvents where it says nothing. */
  readonly format?: WebhookFormat | undefined;
  readonly webhookId?: string;
  readonly active?: boolean;
};

/**
 * What a proof of presence for creating or changing a webhook is bound to: all of where it posts and what. Bound to its
 * name alone, a proof for one receiver could be spent on another's address.
 */
export const webhookTerms = ({ name, url, kinds, webhookId, ...asked }: WebhookAsked): Digest =>
  digestOfJson({
    v: 1,
    ...(webhookId === undefined ? {} : { webhookId }),
    name: name.trim(),
    url: url.trim(),
    kinds: [...new Set(kinds)].sort(),
    ...(asked.model === undefined ? {} : { model: asked.model }),
    ...(asked.format === undefined ? {} : { format: asked.format }),
    ...(asked.active === undefined ? {} : { active: asked.active }),
  });

/** What a receiver gets: at which address, which kinds of events (all where none is named), of which model, and whether now. */
export type Reach = {
  readonly url: string;
  readonly kinds: readonly string[];
  readonly model: string | null;
  readonly active: boolean;
  readonly format: WebhookFormat;
};

/** Whether a change gives the receiver nothing more: the same address and format, no further event, and not turned on. */
export const onlyTakesAway = (before: Reach, after: Reach): boolean =>
  after.url === before.url &&
  after.format === before.format &&
  (before.active || !after.active) &&
  (before.model === null || after.model === before.model) &&
  isWithin(after.kinds, before.kinds);

const isWithin = (kinds: readonly string[], wider: readonly string[]): boolean =>
  wider.length === 0 ||
  (kinds.length > 0 && kinds.every((kind) => wider.includes(kind) || wider.includes(kind.split(".")[0]!)));
