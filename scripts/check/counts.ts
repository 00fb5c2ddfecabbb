import { readFile } from "node:fs/promises";

export type Counts = { passed: number; failed: number; skipped: number };

/**
 * The counts of a step's report. A step without a report, or whose report is missing, counts as one by its exit code.
 */
export async function count(report: string | undefined, code: number): Promise<Counts> {
  const asOne: Counts =
    code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  if (!report) return asOne;
  const text = await readFile(report, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const counts =
    "testResults" in JSON.parse(text) ? ofVitest(JSON.parse(text)) : ofPlaywright(JSON.parse(text));
  // A suite that failed outside its tests must not look green.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number };

const ofVitest = (report: VitestReport): Counts => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests,
});

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

const ofPlaywright = ({ stats }: PlaywrightReport): Counts => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
});
