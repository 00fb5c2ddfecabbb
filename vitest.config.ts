import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{lib,components,examples,bin,prisma,scripts}/**/*.test.ts"],
    globalSetup: ["lib/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
