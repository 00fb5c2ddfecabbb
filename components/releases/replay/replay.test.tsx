// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { type ReplayedRelease, replayedRelease } from "#lib/releases/views/policy-replay.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { gate } from "#lib/testing/worlds/gated.ts";
import { GateReplay } from "./gate-replay.tsx";
import { differenceOf, gateTallies, replaySentence } from "./replay-words.ts";

const [old, added, soft] = [
  gate("old", "true"),
  gate("added", "true"),
  gate("soft", "true", { severity: "warn" }),
];
const policies = { inForce: [old], draft: [old, added, soft] };

type Status = "pass" | "fail" | "hold";
const release = (
  number: number,
  was: Status,
  is: readonly [Status, Status, Status],
  more: Partial<ReplayedRelease> = {},
) =>
  replayedRelease.parse({
    number,
    model: "flight-delay",
    version: number,
    state: "released",
    rolledBack: false,
    asOf: "2026-11-20T09:00:00.000Z",
    inForce: [{ id: "old", status: was }],
    draft: ["old", "added", "soft"].map((id, i) => ({
      id,
      status: is[i],
      because: is[i] === "pass" ? "" : `${id} ${i}`,
    })),
    ...more,
  });

const releases = [
  release(1, "pass", ["pass", "pass", "pass"]),
  release(2, "pass", ["pass", "fail", "pass"], { state: "rolled-back", rolledBack: true }),
  release(3, "fail", ["fail", "pass", "pass"]),
  release(4, "pass", ["pass", "pass", "fail"]),
  release(5, "pass", ["pass", "hold", "pass"]),
];

describe("a replay", () => {
  it("tells releases that are newly blocked, passed, or the same; a gate that warns blocks nothing", () => {
    expect(releases.map((one) => differenceOf(one, policies))).toEqual([
      "still-passed",
      "newly-blocked",
      "still-blocked",
      "still-passed",
      "newly-blocked",
    ]);
    expect(differenceOf(releases[2]!, { inForce: [old], draft: [added] })).toBe("newly-passed");
  });

  it("weighs what it would have caught against what it would have held up in vain", () => {
    expect(replaySentence(releases, policies)).toBe(
      "1 release was rolled back; the draft blocks 1 of them. It also blocks 2 of 4 that ran well.",
    );
    expect(replaySentence([releases[0]!], policies)).toBe(
      "None was rolled back. It also blocks 0 of 1 that ran well.",
    );
  });

  it("counts by gate", () => {
    expect(gateTallies(releases, policies).map(({ gate: { id }, was, is }) => [id, was, is])).toEqual([
      ["old", 1, 1],
      ["added", 0, 2],
      ["soft", 0, 1],
    ]);
  });

  it("is asked for once the draft compiles, and shows each release and what was found", async () => {
    const replay = vi.fn(async () => ({ ok: true as const, value: { releases } }));
    const { screen } = mounted(<GateReplay {...policies} replay={replay} />);
    expect(screen.getByText("Replaying…")).toBeTruthy();
    await screen.findByText("newly blocked");
    expect(replay).toHaveBeenCalledWith({ gates: policies.draft });
    expect(screen.getByText("Release 2, flight-delay v2: newly blocked, rolled back")).toBeTruthy();
    expect(screen.getByText("added 1").parentElement!.textContent).toBe("Gate added holdsadded 1");
  });

  it("says why there is none", async () => {
    const problem = { title: "The server cannot be reached." };
    const failing = mounted(<GateReplay {...policies} replay={async () => ({ ok: false, problem })} />);
    await failing.screen.findByText(problem.title);
    const none = mounted(
      <GateReplay {...policies} replay={async () => ({ ok: true, value: { releases: [] } })} />,
    );
    await none.screen.findByText("No release was submitted yet.");
  });
});
