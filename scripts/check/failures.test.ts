import { expect, it } from "vitest";
import { count } from "./counts.ts";
import { failures, heldOnlyAgain } from "./failures.ts";
import type { FileReport, TestReport } from "./unit-report.ts";

const passed: TestReport = { name: "holds", state: "passed", errors: [] };
const skipped: TestReport = { name: "waits", state: "skipped", errors: [] };
const failed: TestReport = {
  name: "a stage holds",
  state: "failed",
  errors: ["\u001b[31mError: expected 1\u001b[39m\n\n    at file.ts:3"],
};
const file = (name: string, tests: TestReport[], errors: string[] = []): FileReport => ({
  file: name,
  tests,
  errors,
});

it("names each failed test with why, a file whose hook failed, and what no test says", () => {
  const report = {
    files: [
      file("a.test.ts", [passed]),
      file("b.test.ts", [passed, failed]),
      file("c.test.ts", [skipped], ["Hook timed out"]),
    ],
    unhandled: ["Error: nobody awaited this"],
  };
  expect(failures(report)).toEqual([
    "Thrown outside every test\n    Error: nobody awaited this",
    "b.test.ts: a stage holds\n    Error: expected 1\n        at file.ts:3",
    "c.test.ts\n    Hook timed out",
  ]);
  expect(count(report, 1)).toEqual({ passed: 2, failed: 2, skipped: 1 });
});

it("names each journey that failed with why each try did, and those that held only when tried again", () => {
  const tried = (...messages: (string | undefined)[]) => [
    { results: messages.map((message) => (message === undefined ? {} : { error: { message } })) },
  ];
  const flaky = { title: "is flaky", ok: true, tests: tried("Error: once", undefined) };
  const lost = { title: "is lost", ok: false, tests: tried("Error: once", "Error: twice") };
  const report = {
    stats: { expected: 3, flaky: 1, unexpected: 1, skipped: 0 },
    suites: [
      {
        title: "tour.spec.ts",
        specs: [flaky, { title: "holds", ok: true, tests: tried(undefined) }],
        suites: [{ title: "the tour", specs: [lost] }],
      },
    ],
  };
  expect(failures(report)).toEqual(["the tour: is lost\n    Error: once\n    Error: twice"]);
  expect(heldOnlyAgain(report)).toEqual(["tour.spec.ts: is flaky\n    Error: once"]);
  expect(count(report, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

it("counts a step without a report as one, and what fails outside all tests as a failure", () => {
  expect(count(null, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(count(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(count({ files: [file("a.test.ts", [passed])], unhandled: ["Error"] }, 1)).toMatchObject({
    failed: 1,
  });
});
