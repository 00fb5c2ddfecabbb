import { readFile } from "node:fs/promises";
import type { UnitReport } from "./unit-report.ts";

export type StepReport = UnitReport | PlaywrightReport;

/** What Playwright's JSON reporter writes, as far as it is read here. */
export type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly Suite[];
};

export type Suite = {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly Spec[];
};

export type Spec = {
  readonly title: string;
  /** Whether it held, at its last try. */
  readonly ok: boolean;
  readonly tests: readonly {
    readonly results: readonly { readonly error?: { readonly message?: string } }[];
  }[];
};

/** A step's report; null where it wrote none. */
export async function readReport<Report extends StepReport>(path: string): Promise<Report | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}
