import type { ReactNode } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";
import { progressText, resultLooks } from "./sitting-words.ts";

type AgendaProps = {
  sitting: SittingView;
  /** Where an item that is still to come is moved. */
  order?: ((item: SittingItemView) => ReactNode) | undefined;
};

/** The agenda: what was decided, what is discussed, what comes. */
export function Agenda({ sitting, order }: AgendaProps) {
  const { items } = sitting;
  return (
    <Sheet title="Agenda" provenance={progressText(sitting)} flush>
      {items.length === 0 ? (
        <p className="py-3 text-sm text-ink-3">
          Nothing is on the agenda. Add what waits, or end the sitting.
        </p>
      ) : (
        <ol className="divide-y divide-line">
          {items.map((item, at) => (
            <AgendaLine key={item.item} item={item} nth={at + 1}>
              {item.state === "waiting" && order?.(item)}
            </AgendaLine>
          ))}
        </ol>
      )}
    </Sheet>
  );
}

type AgendaLineProps = { item: SittingItemView; nth: number; children: ReactNode };

function AgendaLine({ item, nth, children }: AgendaLineProps) {
  const current = item.state === "current";
  return (
    <li
      aria-current={current ? "step" : undefined}
      className={
        current ? "-mx-4 flex gap-3 border-l-2 border-accent bg-yours-bg px-4 py-3" : "flex gap-3 py-3"
      }
    >
      <span className="mt-0.5 w-5 shrink-0 text-xs text-ink-2 tabular-nums">{nth}</span>
      <div className="min-w-0 flex-1">
        <a href={item.href} className="text-sm font-medium">
          {item.title}
        </a>
        <div className="flex flex-wrap justify-between gap-x-2 text-xs text-ink-2">
          {item.state === "recorded" ? (
            <Stated look={resultLooks[item.result]} />
          ) : (
            <span>
              {current ? "being discussed" : item.state === "postponed" ? "put off" : `${item.minutes} min`}
            </span>
          )}
          {item.endedAt && <Time at={item.endedAt} />}
        </div>
        {item.reason && <p className="text-xs text-ink-2">{item.reason}</p>}
        {children}
      </div>
    </li>
  );
}
