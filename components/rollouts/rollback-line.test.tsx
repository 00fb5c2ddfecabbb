// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { RollbackLine } from "./rollback-line.tsx";
import { rollbackPoints } from "./rollback-points.ts";

const times = {
  breachAt: "2026-11-23T14:02:31.000Z",
  detectedAt: "2026-11-23T14:02:31.210Z",
  decidedAt: "2026-11-23T14:02:31.250Z",
  actuatedAt: "2026-11-23T14:02:32.000Z",
};

it("draws breach, detection, decision and the first request on the base to scale", () => {
  const points = rollbackPoints(times, "v1");
  expect(points.map(({ place }) => place)).toEqual([0, 0.21, 0.25, 1]);
  const line = <RollbackLine points={points} />;
  expect(textOf(line)).toMatch(
    /^Breach .*31\.000 Detected \+0\.21 s 0\.21 s to detect Decided \+0\.25 s 0\.04 s to decide First request on v1 \+1\.00 s 0\.75 s to act$/,
  );
  expect(markupOf(line)).toContain("left:21%");
});

it("keeps the words of points that lie close together apart, within the line", () => {
  const labels = (changed: object) =>
    rollbackPoints({ ...times, ...changed }, "v1").map(({ label }) => label);
  expect(labels({})).toEqual([0, 0.22, 0.44, 1]);
  const late = { detectedAt: "2026-11-23T14:02:31.950Z", decidedAt: "2026-11-23T14:02:31.980Z" };
  expect(labels(late).map((at) => Math.round(at * 100))).toEqual([0, 56, 78, 100]);
});

it("starts with the decision where a person rolled back", () => {
  const points = rollbackPoints({ ...times, breachAt: null }, "v1");
  expect(points.map(({ name, place, took }) => [name, place, took])).toEqual([
    ["Decided", 0, null],
    ["First request on v1", 1, "0.75 s to act"],
  ]);
});

it("keeps the order where clocks or rounding give the same or an earlier time", () => {
  const at = times.breachAt;
  const same = rollbackPoints({ breachAt: at, detectedAt: at, decidedAt: at, actuatedAt: at }, "v1");
  expect(same.map(({ place }) => place)).toEqual([0, 0, 0, 0]);
  const early = rollbackPoints({ ...times, detectedAt: "2026-11-23T14:02:30.000Z" }, "v1");
  expect(early[1]).toMatchObject({ place: 0, took: "0.00 s to detect" });
});

it("draws nothing while only one time is known", () => {
  expect(rollbackPoints({ ...times, breachAt: null, actuatedAt: null }, "v1")).toEqual([]);
});
