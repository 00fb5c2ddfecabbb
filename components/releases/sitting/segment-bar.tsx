import { clsx } from "clsx";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { type Segment, segmentsOf } from "./agenda-time.ts";

const FILLS: Readonly<Record<Segment["look"], string>> = {
  done: "bg-ink-3",
  now: "bg-accent",
  over: "bg-hold",
  coming: "bg-transparent",
};

/** The agenda as a bar: a segment an item, as wide as its time. */
export function SegmentBar({ sitting }: { sitting: SittingView }) {
  const segments = segmentsOf(sitting);
  if (segments.length === 0) return null;
  return (
    <ol aria-label="Time of the items" className="flex gap-1" data-moving>
      {segments.map(({ item, minutes, filled, look, text }) => (
        <li
          key={item}
          title={text}
          style={{ flexGrow: minutes }}
          className="h-1.5 min-w-1.5 basis-0 overflow-hidden rounded-full bg-line"
        >
          <span className="sr-only">{text}</span>
          <span
            aria-hidden="true"
            style={{ width: `${Math.round(filled * 100)}%` }}
            className={clsx("block h-full rounded-full", FILLS[look])}
          />
        </li>
      ))}
    </ol>
  );
}
