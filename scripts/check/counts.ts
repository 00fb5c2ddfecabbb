import type { PlaywrightReport, StepReport } from "./report.ts";
import { hasFailed } from "./second-look.ts";
import type { UnitReport } from "./unit-report.ts";

export type Counts = { passed: number; failed: number; skipped: number };

/** The counts of a step's report; null is a step without one, which counts as one by its exit code. */
export function count(report: StepReport | null, code: number): Counts {
  if (!report)
    return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  const counts = "files" in report ? ofUnits(report) : ofJourneys(report);
  // A suite that failed outside its tests must not look green.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function ofUnits({ files }: UnitReport): Counts {
  const states = files.flatMap(({ tests }) => tests.map(({ state }) => state));
  const of = (...among: string[]) => states.filter((state) => among.includes(state)).length;
  // A file whose hook failed fails, though none of its tests did.
  const outside = files.filter(
    (file) => hasFailed(file) && !file.tests.some(({ state }) => state === "failed"),
  );
  return { passed: of("passed"), failed: of("failed") + outside.length, skipped: of("skipped", "pending") };
}

const ofJourneys = ({ stats }: PlaywrightReport): Counts => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
});
