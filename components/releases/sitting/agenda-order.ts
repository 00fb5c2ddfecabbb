import { maySittingTake } from "#lib/councils/sitting.ts";
import type { AddableItem, SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";

type Item = Pick<SittingItemView, "item" | "kind" | "subject" | "minutes" | "state">;
type Asked = Pick<Item, "kind" | "subject" | "minutes"> & { readonly item?: string };

/** What is to come instead of what the reader was shown. */
export type AgendaChange = { readonly items: Asked[]; readonly shown: string[] };

/** Whether the reader can change what is to come. */
export const mayArrange = ({ state, whyNotRun }: Pick<SittingView, "state" | "whyNotRun">): boolean =>
  whyNotRun === null && maySittingTake(state, "sitting.arranged");

const comingIn = (items: readonly Item[]) =>
  items
    .filter(({ state }) => state === "waiting")
    .map(({ item, kind, subject, minutes }) => ({ item, kind, subject, minutes }));

const changed = (items: readonly Item[], next: readonly Asked[]): AgendaChange => ({
  items: [...next],
  shown: comingIn(items).map(({ item }) => item),
});

/** One item a place earlier or later; null where it has no such place. */
export function movedBy(items: readonly Item[], item: string, step: -1 | 1): AgendaChange | null {
  const coming = comingIn(items);
  const at = coming.findIndex((one) => one.item === item);
  const [moved, other] = [coming[at], coming[at + step]];
  if (!moved || !other) return null;
  return changed(
    items,
    coming.map((one) => (one === moved ? other : one === other ? moved : one)),
  );
}

/** Without an item that was not called yet. */
export const without = (items: readonly Item[], item: string): AgendaChange =>
  changed(
    items,
    comingIn(items).filter((one) => one.item !== item),
  );

/** With these at its end. */
export const withAdded = (items: readonly Item[], added: readonly AddableItem[]): AgendaChange =>
  changed(items, [
    ...comingIn(items),
    ...added.map(({ kind, subject, minutes }) => ({ kind, subject, minutes })),
  ]);
