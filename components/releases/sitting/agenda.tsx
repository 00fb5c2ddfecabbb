import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";
import { expectedTimes } from "./agenda-time.ts";
import { progressText, resultLooks } from "./sitting-words.ts";

type AgendaProps = {
  sitting: SittingView;
  /** Where an item that is still to come is moved or taken off. */
  order?: ((item: SittingItemView) => ReactNode) | undefined;
  /** Where what waits is added. */
  add?: ReactNode;
};

/** The agenda: what was decided, what is discussed, what comes and when. */
export function Agenda({ sitting, order, add }: AgendaProps) {
  const { items } = sitting;
  const expected = expectedTimes(sitting);
  return (
    <Sheet title="Agenda" provenance={progressText(sitting)} flush>
      {items.length === 0 ? (
        <p className="py-3 text-sm text-ink-2">Nothing is on the agenda.</p>
      ) : (
        <ol className="divide-y divide-line">
          {items.map((item, at) => (
            <AgendaLine key={item.item} item={item} nth={at + 1} startsAt={expected?.starts.get(item.item)}>
              {item.state === "waiting" && order?.(item)}
            </AgendaLine>
          ))}
        </ol>
      )}
      {(expected || add) && (
        <div className="flex flex-col gap-2 border-t border-line py-3 text-xs text-ink-2">
          {expected && (
            <p>
              Ends about <Time at={expected.endsAt} as="hour" />
              {sitting.state === "open" && lateText(expected.lateMinutes)}.
            </p>
          )}
          {add}
        </div>
      )}
    </Sheet>
  );
}

/** ", 2 min late"; a minute is neither. */
export function lateText(minutes: number): string {
  if (Math.abs(minutes) < 2) return "";
  return `, ${Math.abs(minutes)} min ${minutes > 0 ? "late" : "early"}`;
}

type AgendaLineProps = {
  item: SittingItemView;
  nth: number;
  startsAt: string | undefined;
  children: ReactNode;
};

function AgendaLine({ item, nth, startsAt, children }: AgendaLineProps) {
  const current = item.state === "current";
  const at = item.endedAt ?? startsAt;
  return (
    <li
      aria-current={current ? "step" : undefined}
      className={clsx(
        "flex gap-3 py-3",
        current && "-mx-4 border-l-2 border-l-accent bg-accent-weak pr-4 pl-3.5",
      )}
    >
      <ItemMark item={item} nth={nth} />
      <div className="min-w-0 flex-1">
        <a href={item.href} className="text-sm font-medium">
          {item.title}
        </a>
        <div className="flex flex-wrap justify-between gap-x-2 text-xs text-ink-2">
          <span>{lineText(item)}</span>
          {current ? <span>now</span> : at && <Time at={at} as="hour" />}
        </div>
        {item.reason && <p className="text-xs text-ink-2">{item.reason}</p>}
        {children}
      </div>
    </li>
  );
}

const lineText = ({ state, result, minutes }: SittingItemView): string => {
  if (state === "recorded") return resultLooks[result].word;
  if (state === "postponed") return "Put off";
  return state === "current" ? "Being discussed" : `${minutes} min`;
};

/** How far the item is; its number while it is to come. */
function ItemMark({ item: { state, result }, nth }: { item: SittingItemView; nth: number }) {
  if (state === "recorded") return <StateMark {...resultLooks[result]} />;
  if (state === "postponed") return <StateMark tone="plain" icon="hourglass" />;
  return (
    <span
      className={clsx(
        "grid size-5 shrink-0 place-items-center rounded-full text-2xs tabular-nums",
        state === "current"
          ? "bg-accent font-semibold text-on-accent"
          : "border border-dashed border-line-strong text-ink-2",
      )}
    >
      {nth}
    </span>
  );
}
