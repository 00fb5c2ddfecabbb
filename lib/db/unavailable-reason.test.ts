import { describe, expect, it } from "vitest";
import { isUnavailable } from "./transaction.ts";
import { noteUnavailable, recentlyUnavailable, unavailableReason } from "./unavailable-reason.ts";

/** As the driver says it, and as the object mapper wraps it. */
const driver = (code: string) => Object.assign(new Error(`said the database (${code})`), { code });
const wrapped = (originalCode: string) => ({ meta: { driverAdapterError: { cause: { originalCode } } } });

describe("what a database lacks", () => {
  it.each([
    ["53100", "The database has no room left on its disk."],
    ["53300", "The database has no connection left."],
    ["57P03", "The database is being started again."],
    ["ECONNREFUSED", "The database cannot be reached."],
  ])("%s: %s", (code, reason) => {
    for (const error of [driver(code), wrapped(code)]) {
      expect(unavailableReason(error)).toBe(reason);
      // Whoever is told a reason is told to come back.
      expect(isUnavailable(error)).toBe(true);
    }
  });

  it("is remembered for a moment", () => {
    noteUnavailable(driver("53100"), 1000);
    expect(recentlyUnavailable(1001)).toBe("The database has no room left on its disk.");
    expect(recentlyUnavailable(15_999)).not.toBeNull();
    expect(recentlyUnavailable(16_000)).toBeNull();
  });
});
