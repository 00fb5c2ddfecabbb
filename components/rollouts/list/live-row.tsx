import { clsx } from "clsx";
import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { type StateLook, StateSquare } from "#components/ui/state-pill.tsx";
import { Age, Time } from "#components/ui/time.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { rolloutPath } from "./list-words.ts";
import { nextStep } from "./next-step.ts";
import { RowGuardrail } from "./row-guardrail.tsx";
import { StageBars } from "./stage-bars.tsx";
import { type Standing, standingLooks, standingOf } from "./standing.ts";

/** One live rollout in 84 px, to be read from five metres: state, share, the guardrail that decides, the next step. */
export function LiveRow({ row }: { row: ListedRollout }) {
  const standing = standingOf(row);
  const look = standingLooks[standing];
  const { step, when } = nextStep(row);
  return (
    <li className="relative grid min-h-21 items-center gap-x-5 gap-y-2 py-3 pr-4 pl-6 hover:bg-sunken/60 @max-5xl:grid-cols-2 @5xl:grid-cols-[10.5rem_minmax(8rem,1fr)_20rem_minmax(12rem,1.1fr)_10rem_1.5rem] @5xl:py-0">
      <Edge look={look} />
      <State standing={standing} look={look} row={row} />
      <p className="min-w-0">
        <Link
          href={rolloutPath(row)}
          className="block text-lg leading-5 font-semibold wrap-anywhere after:absolute after:inset-0"
        >
          {row.model} v{row.candidate}
        </Link>
        <span className="text-sm text-ink-2">on {row.pointer}</span>
      </p>
      <div className="flex items-center gap-4 @max-5xl:col-span-2">
        <Share percent={row.servedPercent} />
        <StageBars row={row} tone={look.tone} />
      </div>
      <div className="min-w-0 @max-5xl:col-span-2">
        <RowGuardrail row={row} tone={look.tone} />
      </div>
      <p className="text-sm @max-5xl:col-span-2">
        <b className="block font-medium">{step}</b>
        <span className="text-ink-2">
          <SaidText said={when} />
        </span>
      </p>
      <span className="@max-5xl:hidden">
        <Avatar name={row.startedBy} />
        <span className="sr-only">Started by {row.startedBy}</span>
      </span>
    </li>
  );
}

const Edge = ({ look: { tone } }: { look: StateLook }) => (
  <i
    aria-hidden="true"
    className={clsx("absolute inset-y-0 left-0 w-1.5", tone === "none" && "hatched")}
    style={tone === "none" ? undefined : { background: toneColor[tone] }}
  />
);

type StateProps = { standing: Standing; look: StateLook; row: ListedRollout };

function State({ standing, look, row }: StateProps) {
  return (
    <div className="flex items-center gap-3">
      <StateSquare look={look} />
      <p>
        <span
          className="block text-[17px] leading-5 font-semibold"
          style={{ color: look.tone === "none" ? "var(--ink-2)" : toneColor[look.tone] }}
        >
          {look.word}
        </span>
        <span className="text-xs text-ink-2">
          <Since standing={standing} row={row} />
        </span>
      </p>
    </div>
  );
}

function Since({ standing, row }: Omit<StateProps, "look">) {
  if (standing === "shadow") return "serves nobody";
  if (standing === "healthy") return "every guardrail passes";
  if (row.stoppedAt !== null)
    return (
      <>
        <Age at={row.stoppedAt} /> ago
      </>
    );
  if (standing !== "silent")
    return (
      <>
        in this stage <Age at={row.stageEnteredAt} />
      </>
    );
  const latestAt = row.decides?.latestAt ?? null;
  return latestAt === null ? (
    "nothing yet"
  ) : (
    <>
      since <Time at={latestAt} as="clock" />
    </>
  );
}

/** What it serves of the traffic now; nobody is grey. */
const Share = ({ percent }: { percent: number }) => (
  <p
    className={clsx(
      "w-20 text-right text-[34px] leading-9 font-semibold whitespace-nowrap tabular-nums",
      percent === 0 && "text-ink-3",
    )}
  >
    <span className="sr-only">Serves </span>
    {Number(percent.toFixed(2))}
    <span className="ml-0.5 text-base font-normal text-ink-2">%</span>
  </p>
);
