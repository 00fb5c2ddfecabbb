import { defineConfig } from "vitest/config";
import { TEST_MAIL } from "./lib/testing/worlds/test-mail.ts";

export default defineConfig({
  test: {
    include: [
      "{lib,components,examples,bin,prisma,scripts,faults,attacks,simulate}/**/*.test.ts",
      "components/**/*.test.tsx",
    ],
    globalSetup: ["lib/testing/databases/global-setup.ts"],
    // What a test provokes is not worth a line; LOG_LEVEL=info shows it.
    env: { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent", ...TEST_MAIL },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Tests of leases, kills and races wait on real clocks; a stalled machine gets a second look, and says so.
    retry: process.env["CI"] ? 1 : 0,
  },
});
