import type { Input } from "#lib/client/api.ts";

/** A card being written, and the revision it was begun on. */
export type CardDraft = Pick<Input<"POST /models/{model}/versions/{version}/cards">, "basedOn" | "markdown">;

/** The draft that a browser kept; null where it is something else. */
export function parseCardDraft(kept: unknown): CardDraft | null {
  if (typeof kept !== "object" || kept === null || !("basedOn" in kept && "markdown" in kept)) return null;
  const { basedOn, markdown } = kept;
  return typeof basedOn === "number" && typeof markdown === "string" ? { basedOn, markdown } : null;
}
