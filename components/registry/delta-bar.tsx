import { changeOf, type Margins } from "#components/metrics/change.ts";
import { ChangeBar } from "#components/metrics/change-bar.tsx";
import { type Delta, reportChange } from "./report-change.ts";

type DeltaBarProps = {
  delta: Delta | undefined;
  /** The plan's; what is usual for the metric where there is none. */
  margins?: Margins | undefined;
  /** Half the width of the scale, where bars of one metric stand under each other. */
  reach?: number | undefined;
};

/** A report's difference as a drawing and in figures; where it was not measured, the report's reason. */
export function DeltaBar({ delta, margins, reach }: DeltaBarProps) {
  const change = delta ? reportChange(delta, margins) : NOT_COMPARED;
  return <ChangeBar change={change} reach={reach} missing={delta ? delta.reason : "not compared"} />;
}

const NOT_COMPARED = changeOf({ kind: "mean", decimals: 0, unit: null }, null, { fails: null, passes: null });
