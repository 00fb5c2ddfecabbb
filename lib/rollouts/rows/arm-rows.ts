import type { Arm } from "#lib/exposure/bucketing.ts";
import type { ArmEvidence, SubjectEvidence } from "#lib/rollouts/evidence.ts";
import { type ArmSums, momentsOfSums } from "./rollup-sums.ts";
import type { SubjectsOf } from "./subject-evidence.ts";

/** What the arms reported of the rows of a metric; quantiles of one share it. */
export type Rows = Record<Arm | "pair", ArmEvidence | null> & {
  readonly sums: readonly ArmSums[];
  readonly areWhole: boolean;
};

export type RowsOf = (metric: string) => Rows;

export function rowsRead(byMetric: ReadonlyMap<string, readonly ArmSums[]>, bySubject: SubjectsOf): RowsOf {
  const known = new Map<string, Rows>();
  const timeOf = timesWritten();
  return (metric) => {
    const found = known.get(metric);
    if (found) return found;
    const sums = byMetric.get(metric) ?? NONE;
    const arm = (name: ArmSums["arm"]) => {
      const own = sums.find((one) => one.arm === name);
      return own ? armOf(own, bySubject(metric, name), timeOf) : null;
    };
    const rows = {
      sums,
      areWhole: sums.every(isWhole),
      baseline: arm("baseline"),
      candidate: arm("candidate"),
      pair: arm("pair"),
    };
    known.set(metric, rows);
    return rows;
  };
}

const NONE: readonly ArmSums[] = [];

/** Writes moments, each once: most arms were last heard of at the same. */
function timesWritten(): (at: Date) => string {
  const known = new Map<number, string>();
  return (at) => {
    const written = known.get(at.getTime()) ?? at.toISOString();
    known.set(at.getTime(), written);
    return written;
  };
}

/** Whether sums can be written: canonical JSON has no infinity. */
export const isWhole = ({ total, totalSquares }: Pick<ArmSums, "total" | "totalSquares">): boolean =>
  Number.isFinite(total) && Number.isFinite(totalSquares);

type Sums = Pick<ArmSums, "n" | "nonFinite" | "total" | "totalSquares" | "latestAt"> &
  Partial<Pick<ArmSums, "corrected">>;

/** An arm's sums as the judge reads them. */
export function armOf(
  sums: Sums,
  bySubject: SubjectEvidence | null,
  timeOf = (at: Date): string => at.toISOString(),
): ArmEvidence {
  const { nonFinite, latestAt, corrected = 0 } = sums;
  return {
    ...momentsOfSums(sums),
    nonFinite,
    latestAt: timeOf(latestAt),
    ...(corrected > 0 ? { corrected } : {}),
    ...(bySubject ? { bySubject } : {}),
  };
}
