import { stripVTControlCharacters } from "node:util";
import type { Spec, StepReport, Suite } from "./report.ts";
import { hasFailed } from "./second-look.ts";
import type { FileReport } from "./unit-report.ts";

/** What failed in a step's report, a few lines for each: where, which test, and how each try of it began to tell why. */
export function failures(report: StepReport): string[] {
  if ("suites" in report) return journeys(report.suites, ({ ok }) => !ok);
  const thrown = report.unhandled.map((why) => said("Thrown outside every test", [why]));
  return [...thrown, ...report.files.filter(hasFailed).flatMap(ofFile)];
}

/** The same of journeys that held only when they were tried again. */
export const heldOnlyAgain = (report: StepReport): string[] =>
  "suites" in report ? journeys(report.suites, (spec) => spec.ok && reasons(spec).length > 0) : [];

function ofFile({ file, errors, tests }: FileReport): string[] {
  const failed = tests.filter(({ state }) => state === "failed");
  const outside = errors.length > 0 ? [said(file, errors)] : [];
  return [...outside, ...failed.map(({ name, errors }) => said(`${file}: ${name}`, errors))];
}

function journeys(suites: readonly Suite[], which: (spec: Spec) => boolean): string[] {
  return suites.flatMap(({ title, specs, suites: inner = [] }) => [
    ...specs.filter(which).map((spec) => said(`${title}: ${spec.title}`, reasons(spec))),
    ...journeys(inner, which),
  ]);
}

const reasons = ({ tests }: Spec): string[] =>
  tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []));

const LINES_MAX = 6;

function said(where: string, reasons: readonly string[]): string {
  return [where, ...reasons.flatMap((why) => firstLines(why).map((line) => `    ${line}`))].join("\n");
}

const firstLines = (why: string): string[] =>
  stripVTControlCharacters(why)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, LINES_MAX);
