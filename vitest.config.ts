import { readFile } from "node:fs/promises";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { TEST_MAIL } from "./lib/testing/worlds/test-mail.ts";
import { TEST_SEAL } from "./lib/testing/worlds/test-seal.ts";
import { TEST_WEBHOOKS } from "./lib/testing/worlds/test-webhooks.ts";
import { UnitReporter } from "./scripts/check/unit-report.ts";

/** They wait for real clocks most of the time: begun first, they do so beside the others. */
const WAITING = ["lib/workers/live-story.test.ts", "faults/short.test.ts"];

/**
 * Those that wait, then those without a document, then those with one: a worker is kept only while the next file has the
 * same environment.
 */
class KeepingWorkers extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const places = await Promise.all(sorted.map(placeOf));
    return [0, 1, 2].flatMap((place) => sorted.filter((_, at) => places[at] === place));
  }
}

async function placeOf({ moduleId }: TestSpecification): Promise<number> {
  if (WAITING.some((file) => moduleId.endsWith(file))) return 0;
  const text = await readFile(moduleId, "utf8");
  return text.startsWith("// @vitest-environment") ? 2 : 1;
}

export default defineConfig({
  test: {
    include: [
      "{lib,components,examples,bin,prisma,scripts,faults,attacks,simulate}/**/*.test.ts",
      "components/**/*.test.tsx",
    ],
    globalSetup: ["lib/testing/databases/global-setup.ts"],
    setupFiles: ["lib/testing/leave-nothing.ts"],
    // What a test provokes is not worth a line; LOG_LEVEL=info shows it.
    env: { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent", ...TEST_MAIL, ...TEST_SEAL, ...TEST_WEBHOOKS },
    reporters: ["default", new UnitReporter()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than cores: a few wait for real clocks most of the time.
    maxWorkers: 3,
    sequence: { sequencer: KeepingWorkers },
    // A worker loads each module once for all its files, as the product's processes do; so no test may mock a module.
    isolate: false,
  },
});
