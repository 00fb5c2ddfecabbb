import { expect, it } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { afterText, rollbackText } from "./rollback-words.ts";

const times = {
  breachAt: "2026-11-23T14:02:31.118Z",
  detectedAt: "2026-11-23T14:02:31.328Z",
  decidedAt: "2026-11-23T14:02:31.348Z",
  actuatedAt: "2026-11-23T14:02:31.758Z",
};

it("tells the four times of a rollback from the breach on", () => {
  expect(saidText(rollbackText(times, "v1")!)).toBe(
    "Breach 14:02:31.118, detected +0.21 s, decided +0.23 s, first request on v1 +0.64 s.",
  );
});

it("leaves the moment to the reader's zone", () => {
  expect(rollbackText(times, "v1")).toContainEqual({ at: times.breachAt, as: "instant" });
});

it.each(["breachAt", "detectedAt", "decidedAt", "actuatedAt"])("tells nothing without %s", (time) => {
  expect(rollbackText({ ...times, [time]: null }, "v1")).toBeUndefined();
});

it("keeps hundredths of a span", () => {
  expect(afterText(times.decidedAt, times.actuatedAt)).toBe("+0.41 s");
});
