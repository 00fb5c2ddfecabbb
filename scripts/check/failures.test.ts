import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failures } from "./failures.ts";

let folder: string;
const reported = async (report: unknown): Promise<string[]> => {
  const file = join(folder, "report.json");
  await writeFile(file, JSON.stringify(report));
  return failures(file);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-report-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("names each failed test with why it failed at last, and a file whose hook failed", async () => {
  const passed = { status: "passed", fullName: "holds", failureMessages: [] };
  const failed = {
    status: "failed",
    fullName: "a stage holds",
    failureMessages: ["Error: first", "\u001b[31mError: expected 1\u001b[39m\n\n    at file.ts:3"],
  };
  const skipped = { status: "skipped", fullName: "waits", failureMessages: [] };
  const file = (name: string, status: string, message: string, ...assertionResults: unknown[]) => ({
    name,
    status,
    message,
    assertionResults,
  });
  expect(
    await reported({
      testResults: [
        file("a.test.ts", "passed", "", passed),
        file("b.test.ts", "failed", "", passed, failed),
        file("c.test.ts", "failed", "Hook timed out", skipped),
      ],
    }),
  ).toEqual([
    "b.test.ts: a stage holds\n    Error: expected 1\n        at file.ts:3",
    "c.test.ts\n    Hook timed out",
  ]);
});

it("names each journey that failed in its last try, however deep its suite", async () => {
  const tried = (...messages: (string | undefined)[]) => [
    { results: messages.map((message) => ({ ...(message === undefined ? {} : { error: { message } }) })) },
  ];
  const flaky = { title: "is flaky", ok: true, tests: tried("Error: once", undefined) };
  const lost = { title: "is lost", ok: false, tests: tried("Error: once", "Error: twice") };
  expect(
    await reported({
      suites: [{ title: "tour.spec.ts", specs: [flaky], suites: [{ title: "the tour", specs: [lost] }] }],
    }),
  ).toEqual(["the tour: is lost\n    Error: twice"]);
});

it("has nothing to add where a step has no report", async () => {
  expect(await failures(undefined)).toEqual([]);
  expect(await failures(join(folder, "none.json"))).toEqual([]);
});
