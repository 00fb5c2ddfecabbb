import type { FileReport, UnitReport } from "./unit-report.ts";

/**
 * The files that a second look may be taken at, whole, since tests of a file share what it began with. None where
 * something was thrown outside every test: no file answers for it.
 */
export function filesToLookAtAgain({ files, unhandled }: UnitReport): string[] {
  return unhandled.length > 0 ? [] : files.filter(hasFailed).map(({ file }) => file);
}

/** What both looks found together: of a file that was looked at again, what the second found. */
export function afterSecondLook(first: UnitReport, second: UnitReport): UnitReport {
  const again = new Map(second.files.map((report) => [report.file, report]));
  return { files: first.files.map((one) => again.get(one.file) ?? one), unhandled: second.unhandled };
}

export const hasFailed = ({ errors, tests }: FileReport): boolean =>
  errors.length > 0 || tests.some(({ state }) => state === "failed" || state === "pending");
