import { afterAll, vi } from "vitest";

/** A worker runs many test files: what one replaced is put back before the next. */
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
