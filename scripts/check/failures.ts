import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";

/**
 * What failed in a step's report, a line or a few for each: where, which test, and the first lines of why. A step without a report
 * has said so itself; nothing is listed for it.
 */
export async function failures(report: string | undefined): Promise<string[]> {
  const text = report && (await readFile(report, "utf8").catch(() => null));
  if (!text) return [];
  const made: VitestReport | PlaywrightReport = JSON.parse(text);
  return "testResults" in made ? ofVitest(made) : made.suites.flatMap((suite) => ofSuite(suite));
}

type VitestReport = {
  testResults: readonly {
    name: string;
    status: string;
    message: string;
    assertionResults: readonly { status: string; fullName: string; failureMessages?: readonly string[] }[];
  }[];
};

function ofVitest({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    // A hook that fails leaves its tests out instead of failing them.
    if (failed.length === 0) return status === "failed" ? [said(name, message)] : [];
    return failed.map((one) => said(`${name}: ${one.fullName}`, one.failureMessages?.at(-1)));
  });
}

type PlaywrightReport = { suites: readonly Suite[] };
type Suite = {
  title: string;
  suites?: readonly Suite[];
  specs: readonly {
    title: string;
    ok: boolean;
    tests: readonly { results: readonly { error?: { message?: string } }[] }[];
  }[];
};

function ofSuite({ title, suites = [], specs }: Suite): string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map((spec) => said(`${title}: ${spec.title}`, spec.tests.at(-1)?.results.at(-1)?.error?.message));
  return [...own, ...suites.flatMap((suite) => ofSuite(suite))];
}

const LINES_MAX = 6;

function said(where: string, why = ""): string {
  const lines = stripVTControlCharacters(why)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [where, ...lines.slice(0, LINES_MAX).map((line) => `    ${line}`)].join("\n");
}
