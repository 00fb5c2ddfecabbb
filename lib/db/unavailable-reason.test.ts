import { describe, expect, it } from "vitest";
import { isUnavailable } from "./transaction.ts";
import { noteUnavailable, recentlyUnavailable, unavailableReason } from "./unavailable-reason.ts";

/** As the driver reports it, and as the object mapper wraps it. */
const driver = (code: string) => Object.assign(new Error(`said the database (${code})`), { code });
const wrapped = (originalCode: string) => ({ meta: { driverAdapterError: { cause: { originalCode } } } });

describe("why a database is unavailable", () => {
  it.each([
    ["53100", "The database has no disk space left."],
    ["53300", "The database has no connections left."],
    ["57P03", "The database is starting."],
    ["ECONNREFUSED", "The database cannot be reached."],
  ])("%s: %s", (code, reason) => {
    for (const error of [driver(code), wrapped(code)]) {
      expect(unavailableReason(error)).toBe(reason);
      // Every reason comes with a time to retry.
      expect(isUnavailable(error)).toBe(true);
    }
  });

  it("is remembered for a moment", () => {
    noteUnavailable(driver("53100"), 1000);
    expect(recentlyUnavailable(1001)).toBe("The database has no disk space left.");
    expect(recentlyUnavailable(15_999)).not.toBeNull();
    expect(recentlyUnavailable(16_000)).toBeNull();
  });
});
