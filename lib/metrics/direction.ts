import type { Metric } from "./metric.ts";

type Directed = Pick<Metric, "better">;

/** Whether a value is on the worse side of a limit. The judge and every sentence about it take their direction from here. */
export function isBeyond({ better }: Directed, value: number, limit: number): boolean {
  return better === "higher" ? value < limit : value > limit;
}

/** A change times this is a harm: positive is worse. */
export function harmSign(metric: Directed): 1 | -1 {
  return isBeyond(metric, 1, 0) ? 1 : -1;
}

/** "higher" where a higher value is worse. */
export function worseSide(metric: Directed): "higher" | "lower" {
  return harmSign(metric) === 1 ? "higher" : "lower";
}

/** The verb for a value that passes its limit on the worse side. */
export function crossing(metric: Directed): "exceeds" | "falls below" {
  return harmSign(metric) === 1 ? "exceeds" : "falls below";
}
