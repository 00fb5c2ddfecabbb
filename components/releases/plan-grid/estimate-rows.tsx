import { clsx } from "clsx";
import { Check, Hourglass, type LucideIcon, X } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneClass } from "#components/ui/tone.ts";
import { comparing } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { isTooSlow, type PlanEstimate } from "#lib/releases/plan-estimate.ts";
import {
  aboutText,
  type Estimated,
  harmText,
  isImpossible,
  powerLines,
  type Speed,
  speedOf,
  trafficText,
  withinText,
} from "./estimate-words.ts";
import type { GridRow } from "./stage-grid.tsx";

/** When each stage would decide, and the least harm it would see by then; hatched where nothing tells. */
export function estimateRows(plan: Plan, estimated: Estimated): GridRow[] {
  if (estimated.kind !== "known") {
    const word = estimated.kind === "no-traffic" ? "no traffic" : "not known";
    return [
      { key: "estimate", heading: "Estimated from last week's traffic" },
      { key: "decides", label: "Decides in", cell: () => <Hatched>{word}</Hatched> },
    ];
  }
  const { estimate } = estimated;
  return [
    { key: "estimate", heading: `Estimated from last week: ${trafficText(estimate)}` },
    decidesRow(estimate),
    {
      key: "harm",
      heading: "Smallest harm seen by then; passes if equal, fails at twice the margin, 4 times of 5",
    },
    ...comparing(plan).map((guardrail) => ({
      key: `harm ${guardrail.id}`,
      label: guardrail.title,
      alone: `Smallest harm seen: ${guardrail.title}`,
      cell: (stage: Stage, at: number) => {
        const estimated = estimate.stages[at]?.guardrails[guardrail.id];
        if (estimated === undefined) return <Hatched>not estimated</Hatched>;
        if (isImpossible(stage, estimated)) return <Hatched>none can count in time</Hatched>;
        return (
          <Power
            harm={harmText(plan, guardrail, estimated.smallestHarm)}
            lines={powerLines(estimated)}
            speed={speedOf(stage, estimated)}
          />
        );
      },
    })),
  ];
}

const decidesRow = ({ stages }: PlanEstimate): GridRow => ({
  key: "decides",
  label: "Decides in",
  cell: (stage, at) => {
    const estimate = stages[at];
    if (estimate === undefined) return null;
    const { advancesIn } = estimate;
    return (
      <Estimate
        strong={advancesIn === null ? "never" : aboutText(advancesIn)}
        second={withinText(stage, estimate)}
        bad={isTooSlow(stage, estimate)}
      />
    );
  },
});

function Estimate({ strong, second, bad }: { strong: string; second?: string; bad?: boolean }) {
  return (
    <span className={clsx("text-sm", bad && "text-fail")}>
      <span className="font-medium">{strong}</span>
      {second && <span className={clsx("block text-xs", !bad && "text-ink-3")}>{second}</span>}
    </span>
  );
}

const SPEED_LOOKS = {
  "by the minimum time": { icon: Check, tone: "pass" },
  "by the deadline": { icon: Hourglass, tone: "hold" },
  "too late": { icon: X, tone: "fail" },
} as const satisfies Record<Speed, { icon: LucideIcon; tone: Tone }>;

/** What a guardrail sees in a stage, in the colour of when it decides. */
function Power({ harm, lines, speed }: { harm: string; lines: readonly string[]; speed: Speed }) {
  const { icon: Mark, tone } = SPEED_LOOKS[speed];
  return (
    <span className={clsx("block w-full rounded px-1.5 py-1 @2xl:text-center", toneClass[tone])}>
      <span className="text-sm font-medium">
        <Mark aria-hidden="true" className="mr-1 mb-0.5 inline size-3.5" />
        {harm}
        <span className="sr-only">, decides {speed}</span>
      </span>
      {lines.map((line) => (
        <span key={line} className="block text-xs text-ink-2">
          {line}
        </span>
      ))}
    </span>
  );
}

const Hatched = ({ children }: { children: ReactNode }) => (
  <span className="hatched grid h-7 w-full place-items-center rounded bg-sunken">
    <span className="rounded bg-surface px-1.5 text-xs text-ink-2">{children}</span>
  </span>
);
