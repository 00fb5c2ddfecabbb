import { clsx } from "clsx";
import type { WaiverItem } from "#lib/releases/views/waivers.ts";
import { placeOn } from "./waiver-words.ts";

type Axis = { readonly from: number; readonly to: number };

const COLOR: Readonly<Record<WaiverItem["group"], string>> = {
  mine: "var(--accent)",
  waiting: "var(--ink-3)",
  soon: "var(--hold)",
  later: "var(--candidate)",
  ended: "var(--ink-3)",
};

/** A waiver on the axis of days: those before it, its own span with an end, and a mark for each extension. */
export function WaiverBar({ item, axis, now }: { item: WaiverItem; axis: Axis; now: string }) {
  const color = COLOR[item.group];
  const asked = item.state === "requested";
  return (
    <div aria-hidden="true" className="relative h-6">
      {item.earlier.map((one) => (
        <Span key={one.number} axis={axis} from={one.startsAt} to={one.endsAt} className="bg-ink-3/30" />
      ))}
      <Span
        axis={axis}
        from={item.startsAt}
        to={item.endsAt}
        className={clsx(asked && "border border-dashed")}
        style={
          asked
            ? { borderColor: color }
            : { backgroundColor: `color-mix(in srgb, ${color} 45%, transparent)` }
        }
      />
      {!asked && (
        <Tick at={placeOn(axis, item.endsAt)} color={item.group === "ended" ? "var(--fail)" : color} />
      )}
      {item.askedUntil && (
        <Span
          axis={axis}
          from={item.endsAt}
          to={item.askedUntil}
          className="border border-dashed"
          style={{ borderColor: color }}
        />
      )}
      {item.extendedAt.map((at) => (
        <Tick key={at} at={placeOn(axis, at)} color="var(--ink-2)" small />
      ))}
      <span className="absolute inset-y-0 w-px bg-accent/60" style={{ left: `${placeOn(axis, now)}%` }} />
    </div>
  );
}

type SpanProps = {
  axis: Axis;
  from: string;
  to: string;
  className?: string | undefined;
  style?: React.CSSProperties | undefined;
};

function Span({ axis, from, to, className, style }: SpanProps) {
  const left = placeOn(axis, from);
  const width = Math.max(0.8, placeOn(axis, to) - left);
  return (
    <span
      className={clsx("absolute top-2 h-2 rounded-sm", className)}
      style={{ left: `${left}%`, width: `${width}%`, ...style }}
    />
  );
}

const Tick = ({ at, color, small }: { at: number; color: string; small?: boolean }) => (
  <span
    className={clsx("absolute w-0.5", small ? "top-1.5 h-3" : "top-1 h-4")}
    style={{ left: `${at}%`, backgroundColor: color }}
  />
);
