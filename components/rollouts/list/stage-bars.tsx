import { clsx } from "clsx";
import { type Tone, toneColor } from "#components/ui/tone.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";

/** The way to the last stage: what passed, how far the present one is, what is ahead. */
export function StageBars({ row, tone }: { row: ListedRollout; tone: Tone }) {
  const { stages, stageIndex, stageShare } = row;
  return (
    <ol aria-label="Stages" className="flex min-w-0 flex-1 gap-1">
      {stages.map(({ name }, at) => {
        const now = at === stageIndex;
        const share = now ? Math.max(0.08, stageShare) : at < stageIndex ? 1 : 0;
        return (
          <li key={name} aria-current={now ? "step" : undefined} className="min-w-0 flex-1">
            <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded bg-line">
              <span
                className="block h-full rounded"
                style={{ width: `${100 * share}%`, background: now ? nowColor(tone) : "var(--pass)" }}
              />
            </span>
            <span
              className={clsx("mt-1 block truncate text-2xs", now ? "font-semibold text-ink" : "text-ink-3")}
            >
              {name}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** While all is well the stage is the candidate's; else it has the colour of the state. */
const nowColor = (tone: Tone): string =>
  tone === "pass" || tone === "yours" ? "var(--candidate)" : toneColor[tone];
