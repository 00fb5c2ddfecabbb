import { defineConfig } from "vitest/config";
import { TEST_MAIL } from "./lib/testing/worlds/test-mail.ts";

export default defineConfig({
  test: {
    include: [
      "{lib,components,examples,bin,prisma,scripts,faults,attacks,simulate}/**/*.test.ts",
      "components/**/*.test.tsx",
    ],
    globalSetup: ["lib/testing/databases/global-setup.ts"],
    setupFiles: ["lib/testing/leave-nothing.ts"],
    // What a test provokes is not worth a line; LOG_LEVEL=info shows it.
    env: { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent", ...TEST_MAIL },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A worker loads each module once for all its files, as the product's processes do; so no test may mock a module.
    isolate: false,
    // Tests of leases, kills and races wait on real clocks; a stalled machine gets a second look, and says so.
    retry: process.env["CI"] ? 1 : 0,
  },
});
