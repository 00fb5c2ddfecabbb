import { formatSigned } from "./format-number.ts";
import { drawInterval, type Interval } from "./interval-scale.ts";
import { type Tone, toneColor } from "./tone.ts";

type IntervalBarProps = {
  /** Candidate minus baseline, with its interval; null when there is no data. */
  interval: Interval | null;
  margin: number | null;
  better: "higher" | "lower";
  tone: Tone;
  decimals: number;
  /** Half the width of the scale, where several bars share one. */
  reach?: number | undefined;
  levelPercent?: number | undefined;
};

/** The effect against the agreed margin: red zone left of the margin, zero line, bar for the interval, dot. */
export function IntervalBar({
  interval,
  margin,
  better,
  tone,
  decimals,
  reach,
  levelPercent = 95,
}: IntervalBarProps) {
  if (!interval) {
    return (
      <div
        role="img"
        aria-label="No data: no interval can be drawn"
        className="hatched h-6 w-full rounded bg-sunken"
      />
    );
  }
  const drawing = drawInterval(interval, margin, better, reach);
  const color = toneColor[tone];
  return (
    <svg
      role="img"
      aria-label={inWords(interval, margin, better, decimals, levelPercent)}
      className="block h-6 w-full"
    >
      {drawing.marginPercent !== null && (
        <>
          <rect x="0" y="0" width={`${drawing.marginPercent}%`} height="24" fill="var(--fail-weak)" />
          <line
            x1={`${drawing.marginPercent}%`}
            x2={`${drawing.marginPercent}%`}
            y1="0"
            y2="24"
            stroke="var(--fail)"
            strokeDasharray="2 2"
          />
        </>
      )}
      <line x1="50%" x2="50%" y1="0" y2="24" stroke="var(--line-strong)" />
      <line
        x1={`${drawing.lowPercent}%`}
        x2={`${drawing.highPercent}%`}
        y1="12"
        y2="12"
        stroke={color}
        strokeWidth="6"
        strokeLinecap="round"
        opacity=".35"
      />
      {drawing.cutLow && <path d="M6 7 1 12l5 5" fill="none" stroke={color} strokeWidth="1.5" />}
      {drawing.cutHigh && (
        <svg x="100%" overflow="visible" aria-hidden="true">
          <path d="M-6 7 -1 12l-5 5" fill="none" stroke={color} strokeWidth="1.5" />
        </svg>
      )}
      <circle cx={`${drawing.estimatePercent}%`} cy="12" r="4" fill={color} />
    </svg>
  );
}

function inWords(
  interval: Interval,
  margin: number | null,
  better: string,
  decimals: number,
  level: number,
): string {
  const { estimate, low, high } = interval;
  const change = `Change ${formatSigned(estimate, decimals)}, ${level} percent interval ${formatSigned(low, decimals)} to ${formatSigned(high, decimals)}`;
  const agreed = margin ? `, agreed margin ${margin} worse` : "";
  return `${change}, ${better} is better${agreed}`;
}
