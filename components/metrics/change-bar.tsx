import { IntervalBar } from "#components/ui/interval-bar.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Change } from "./change.ts";
import { marginsText } from "./margin-words.ts";

type ChangeBarProps = {
  change: Change;
  /** Half the width of the scale, where bars of one metric stand under each other. */
  reach?: number | undefined;
  /** The colour of a judge's state, where one judged the change. */
  tone?: Tone | undefined;
  /** What stands in place of the numbers where there is no interval. */
  missing?: string | undefined;
};

/** A change as a drawing between its margins and in figures; right is better. Hatched where it was not measured. */
export function ChangeBar({ change, reach, tone, missing = "not measured" }: ChangeBarProps) {
  const { gain, margins, look, words, interval } = change;
  return (
    <span className="grid grid-cols-[minmax(72px,1fr)_auto] items-center gap-3">
      <IntervalBar
        gain={gain}
        margins={margins}
        tone={tone ?? look.tone}
        reach={reach}
        label={[words, interval && `interval ${interval}`, marginsText(margins)].filter(Boolean).join(", ")}
      />
      <span className="min-w-36 text-right text-xs leading-4 whitespace-nowrap tabular-nums">
        {gain === null ? (
          <span className="text-ink-2">{missing}</span>
        ) : (
          <>
            <span className="block font-medium text-ink">{words}</span>
            <span className="block text-ink-3">{interval ?? missing}</span>
          </>
        )}
      </span>
    </span>
  );
}
