import { clsx } from "clsx";
import { Check, Hourglass, Play, Square, X } from "lucide-react";
import type { TrackedStage } from "./stage-words.ts";

type StageTrackProps = {
  stages: readonly TrackedStage[];
  /** The stage whose guardrails are shown below. */
  shown: number | null;
  onShow: (stage: number) => void;
};

/** The way to 100 %, stage by stage: what passed, what is under test, what is ahead. One that was entered can be shown. */
export function StageTrack({ stages, shown, onShow }: StageTrackProps) {
  return (
    <ol aria-label="Stages" className="flex gap-2 overflow-x-auto max-sm:flex-col">
      {stages.map((stage, index) => {
        const look = looks[stage.state];
        const waiting = stage.state === "waiting";
        return (
          <li
            key={stage.id}
            aria-current={stage.state === "running" || stage.state === "holding" ? "step" : undefined}
            className="min-w-28 flex-1 max-sm:flex max-sm:gap-3"
          >
            <div className="flex items-center gap-2">
              <span
                aria-hidden="true"
                className={clsx(
                  "grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold",
                  look.mark,
                )}
              >
                {look.icon ? <look.icon className="size-3.5" /> : index + 1}
              </span>
              <span aria-hidden="true" className={clsx("h-1 flex-1 rounded max-sm:hidden", look.bar)} />
            </div>
            <div className="max-sm:flex-1">
              <p className={clsx("text-sm font-medium sm:mt-1.5", waiting && "text-ink-3")}>
                {waiting ? (
                  stage.name
                ) : (
                  <button
                    type="button"
                    aria-pressed={shown === index}
                    onClick={() => onShow(index)}
                    className={clsx(
                      "min-h-6 rounded font-medium decoration-dotted underline-offset-4 hover:underline",
                      shown === index && "underline decoration-solid",
                    )}
                  >
                    {stage.name}
                  </button>
                )}
                <span className="sr-only">, {look.word}</span>
              </p>
              {stage.notes.map((note) => (
                <p key={note} className="text-xs text-ink-3">
                  {note}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type Look = { mark: string; bar: string; word: string; icon?: typeof Check };

const looks: Record<TrackedStage["state"], Look> = {
  done: { mark: "bg-pass-weak text-pass", bar: "bg-pass", word: "passed", icon: Check },
  running: { mark: "bg-accent-weak text-accent", bar: "bg-candidate", word: "running", icon: Play },
  holding: { mark: "bg-hold-weak text-hold", bar: "bg-hold", word: "holding", icon: Hourglass },
  failed: { mark: "bg-fail-weak text-fail", bar: "bg-fail", word: "failed", icon: X },
  stopped: { mark: "bg-sunken text-ink-2", bar: "bg-line-strong", word: "stopped", icon: Square },
  waiting: {
    mark: "border border-dashed border-line-strong text-ink-3",
    bar: "bg-line",
    word: "not started",
  },
};
