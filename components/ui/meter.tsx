import { type Tone, toneColor } from "./tone.ts";

type MeterProps = {
  /** 0 to 100. */
  percent: number;
  label: string;
  /** The candidate's indigo, unless a state has its own colour. */
  tone?: Tone | "candidate" | undefined;
  valueText?: string | undefined;
};

/** A bar with its value. */
export function Meter({ percent, label, tone = "candidate", valueText }: MeterProps) {
  const clamped = Math.min(100, Math.max(0, percent));
  const text = valueText ?? `${Math.round(clamped)} %`;
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden="true" className="h-1.5 flex-1 overflow-hidden rounded bg-sunken">
        <div
          className="h-full rounded"
          style={{
            width: `${clamped}%`,
            backgroundColor: tone === "candidate" ? "var(--candidate)" : toneColor[tone],
          }}
        />
      </div>
      <span className="w-11 text-right text-xs whitespace-nowrap tabular-nums text-ink-2">
        <span className="sr-only">{label}: </span>
        {text}
      </span>
    </div>
  );
}
