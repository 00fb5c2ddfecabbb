import { expect, it } from "vitest";
import { afterSecondLook, filesToLookAtAgain } from "./second-look.ts";
import type { TestReport } from "./unit-report.ts";

const test = (state: TestReport["state"]): TestReport => ({ name: "a test", state, errors: [] });
const holds = { file: "a.test.ts", errors: [], tests: [test("passed"), test("skipped")] };
const fails = { file: "b.test.ts", errors: [], tests: [test("passed"), test("failed")] };
const broken = { file: "c.test.ts", errors: ["Hook timed out"], tests: [test("skipped")] };
const first = { files: [holds, fails, broken], unhandled: [] };

it("looks again at whole files in which a test or a hook failed, and at nothing else", () => {
  expect(filesToLookAtAgain(first)).toEqual(["b.test.ts", "c.test.ts"]);
});

it("looks at nothing again where something was thrown outside every test", () => {
  expect(filesToLookAtAgain({ ...first, unhandled: ["Error"] })).toEqual([]);
});

it("takes the second look's word for what it looked at, and keeps what failed where it saw nothing", () => {
  const mended = { ...fails, tests: [test("passed"), test("passed")] };
  const second = { files: [mended], unhandled: [] };
  expect(afterSecondLook(first, second).files).toEqual([holds, mended, broken]);
});
