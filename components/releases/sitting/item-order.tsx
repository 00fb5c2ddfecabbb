"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { SittingItemView } from "#lib/releases/views/sitting.ts";
import { type AgendaChange, movedBy, without } from "./agenda-order.ts";

type ItemOrderProps = {
  items: readonly SittingItemView[];
  item: Pick<SittingItemView, "item" | "title">;
  submit: Submit<AgendaChange, unknown>;
  onDone: () => void;
};

const STEPS = { Earlier: -1, Later: 1 } as const;
const ICONS = { Earlier: ArrowUp, Later: ArrowDown };
type Step = keyof typeof STEPS;

/** Calls an item earlier or later, or takes it off the agenda. */
export function ItemOrder({ items, item: { item, title }, submit, onDone }: ItemOrderProps) {
  const sending = useSubmit(submit);
  const place = items.findIndex((one) => one.item === item) + 1;
  const buttons = useRef<HTMLDivElement>(null);
  const moved = useRef<Step | null>(null);
  // A line that moves loses the focus: whoever moves it by keyboard goes on where they were.
  useEffect(() => {
    if (moved.current === null || place === 0) return;
    const own = [...(buttons.current?.querySelectorAll<HTMLElement>("[data-step]") ?? [])];
    (own.find((one) => one.dataset["step"] === moved.current) ?? own[0])?.focus();
    moved.current = null;
  }, [place]);
  const send = async (change: AgendaChange, said: string, step: Step | null) => {
    if (!(await sending.send(change))?.ok) return;
    moved.current = step;
    announce(said);
    onDone();
  };
  return (
    <>
      <div ref={buttons} className="mt-1 -ml-2 flex gap-0.5 print:hidden">
        {(["Earlier", "Later"] as const).map((step) => {
          const change = movedBy(items, item, STEPS[step]);
          return (
            change && (
              <Button
                key={step}
                variant="quiet"
                icon={ICONS[step]}
                className="px-2"
                data-step={step}
                busy={sending.busy}
                aria-label={`${step}: ${title}`}
                title={step}
                onClick={() => send(change, `${title} is now item ${place + STEPS[step]}.`, step)}
              />
            )
          );
        })}
        <Button
          variant="quiet"
          icon={X}
          className="px-2"
          busy={sending.busy}
          aria-label={`Remove: ${title}`}
          title="Remove from the agenda"
          onClick={() => send(without(items, item), `${title} is off the agenda; it goes on waiting.`, null)}
        />
      </div>
      <ProblemNotice problem={sending.problem} />
    </>
  );
}
