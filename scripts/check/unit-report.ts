import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Reporter, SerializedError, TestModule, Vitest } from "vitest/node";

/** What a run of vitest found. */
export type UnitReport = {
  readonly files: readonly FileReport[];
  /** What was thrown outside every test: no test says so. */
  readonly unhandled: readonly string[];
};

export type FileReport = {
  /** Its path. */
  readonly file: string;
  /** Why hooks failed, or the file itself; or that it never ended. */
  readonly errors: readonly string[];
  readonly tests: readonly TestReport[];
};

export type TestReport = {
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  readonly errors: readonly string[];
};

/** Writes vitest's findings to the file that `--outputFile` names, if any, with what its own report leaves out. */
export class UnitReporter implements Reporter {
  #path: string | undefined;

  onInit({ config: { outputFile } }: Vitest) {
    this.#path = typeof outputFile === "string" ? outputFile : undefined;
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]) {
    if (this.#path === undefined) return;
    const report: UnitReport = { files: modules.map(fileReport), unhandled: unhandled.map(why) };
    await mkdir(dirname(this.#path), { recursive: true });
    await writeFile(this.#path, JSON.stringify(report));
  }
}

function fileReport(module: TestModule): FileReport {
  const hooks = [module, ...module.children.allSuites()].flatMap((part) => part.errors().map(why));
  const ended = module.state() !== "queued" && module.state() !== "pending";
  return {
    file: module.moduleId,
    errors: ended ? hooks : [...hooks, "It never ended."],
    tests: [...module.children.allTests()].map((test) => {
      const { state, errors = [] } = test.result();
      return { name: test.fullName, state, errors: errors.map(why) };
    }),
  };
}

const why = ({ stack, message }: SerializedError | { stack?: string; message: string }): string =>
  stack ?? message;
