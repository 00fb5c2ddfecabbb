import { type DrawnGain, type DrawnMargins, drawInterval, isBounded } from "./interval-scale.ts";
import { type Tone, toneColor } from "./tone.ts";

type IntervalBarProps = {
  /** Null when there is no data. */
  gain: DrawnGain | null;
  margins: DrawnMargins;
  tone: Tone;
  /** All that the drawing says, in words. */
  label: string;
  /** Half the width of the scale, where several bars share one. */
  reach?: number | undefined;
};

/**
 * A gain against its margins; right is better. Wholly under the red rail it fails, wholly over the green rail it
 * passes. Without an interval only the dot is drawn, without data only the hatching.
 */
export function IntervalBar({ gain, margins, tone, label, reach }: IntervalBarProps) {
  if (!gain) {
    return <div role="img" aria-label={label} className="hatched h-6 w-full rounded bg-sunken" />;
  }
  const drawing = drawInterval(gain, margins, reach);
  const color = toneColor[tone];
  return (
    <svg role="img" aria-label={label} className="block h-6 w-full">
      <Rails failsPercent={drawing.failsPercent} passesPercent={drawing.passesPercent} />
      <line x1="50%" x2="50%" y1="0" y2="24" stroke="var(--line-strong)" />
      {isBounded(gain) && (
        <line
          x1={`${drawing.lowPercent}%`}
          x2={`${drawing.highPercent}%`}
          y1="12"
          y2="12"
          stroke={color}
          strokeWidth="6"
          strokeLinecap="round"
          opacity=".4"
        />
      )}
      {drawing.cutLow && <path d="M6 7 1 12l5 5" fill="none" stroke={color} strokeWidth="1.5" />}
      {drawing.cutHigh && (
        <svg x="100%" overflow="visible" aria-hidden="true">
          <path d="M-6 7 -1 12l-5 5" fill="none" stroke={color} strokeWidth="1.5" />
        </svg>
      )}
      <circle cx={`${drawing.byPercent}%`} cy="12" r="4" fill={color} />
    </svg>
  );
}

type RailsProps = { failsPercent: number | null; passesPercent: number | null };

/** Red from the worse side to where it fails, green from where it passes to the better side. */
export function Rails({ failsPercent, passesPercent }: RailsProps) {
  return (
    <>
      {failsPercent !== null && failsPercent > 0 && (
        <>
          <rect x="0" y="0" width={`${failsPercent}%`} height="24" fill="var(--fail-weak)" />
          <rect x="0" y="0" width={`${failsPercent}%`} height="2" fill="var(--fail)" />
          <Edge percent={failsPercent} color="var(--fail)" />
        </>
      )}
      {passesPercent !== null && (
        <>
          <rect
            x={`${passesPercent}%`}
            y="22"
            width={`${100 - passesPercent}%`}
            height="2"
            fill="var(--pass)"
          />
          {passesPercent > 0 && <Edge percent={passesPercent} color="var(--pass)" />}
        </>
      )}
    </>
  );
}

function Edge({ percent, color }: { percent: number; color: string }) {
  return <line x1={`${percent}%`} x2={`${percent}%`} y1="0" y2="24" stroke={color} strokeDasharray="2 2" />;
}
