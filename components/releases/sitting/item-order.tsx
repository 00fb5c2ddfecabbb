"use client";

import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { SittingItemView } from "#lib/releases/views/sitting.ts";

type Item = Pick<SittingItemView, "item" | "kind" | "subject" | "minutes" | "state">;
export type AgendaOrder = Pick<Item, "item" | "kind" | "subject" | "minutes">[];

/** What is still to come, with one item a place earlier or later; null where it has no such place. */
export function movedBy(items: readonly Item[], item: string, step: -1 | 1): AgendaOrder | null {
  const coming = items
    .filter(({ state }) => state === "waiting")
    .map(({ item, kind, subject, minutes }) => ({ item, kind, subject, minutes }));
  const at = coming.findIndex((one) => one.item === item);
  const [moved, other] = [coming[at], coming[at + step]];
  if (!moved || !other) return null;
  return coming.map((one) => (one === moved ? other : one === other ? moved : one));
}

type ItemOrderProps = {
  items: readonly Item[];
  item: Pick<SittingItemView, "item" | "title">;
  submit: Submit<AgendaOrder, unknown>;
  onDone: () => void;
};

/** Calls an item earlier or later. */
export function ItemOrder({ items, item: { item, title }, submit, onDone }: ItemOrderProps) {
  const sending = useSubmit(submit);
  const [earlier, later] = [movedBy(items, item, -1), movedBy(items, item, 1)];
  const send = async (order: AgendaOrder) => {
    if ((await sending.send(order))?.ok) onDone();
  };
  return (
    <div className="mt-1 flex flex-wrap gap-1 print:hidden">
      {earlier && (
        <Button busy={sending.busy} aria-label={`Earlier: ${title}`} onClick={() => send(earlier)}>
          Earlier
        </Button>
      )}
      {later && (
        <Button busy={sending.busy} aria-label={`Later: ${title}`} onClick={() => send(later)}>
          Later
        </Button>
      )}
      <ProblemNotice problem={sending.problem} />
    </div>
  );
}
