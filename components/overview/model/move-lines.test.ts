import { describe, expect, it } from "vitest";
import { move } from "#lib/testing/specimens/views/exposure.ts";
import { release } from "#lib/testing/specimens/views/overview.ts";
import { moveLines } from "./move-lines.ts";

const canary = move({
  kind: "canary",
  candidate: 2,
  candidatePercent: 5,
  rolloutId: "r",
  reason: "Stage 1.",
});
const back = move({ rolloutId: "r", reason: "Log-loss failed" });
const first = move();
const rolledBack = release({ rollout: { id: "r", number: 4, state: "rolled-back" } });
const marks = (moves: Parameters<typeof moveLines>[0], releases = [rolledBack]) =>
  moveLines(moves, releases).map(({ rollback }) => rollback);

describe("a pointer's moves in words", () => {
  it("marks only the move that took the candidate back", () => {
    expect(marks([back, canary, first])).toEqual([true, false, false]);
  });

  it.each([
    ["a rollout that completed", release({ rollout: { id: "r", number: 4, state: "completed" } })],
    ["a release without a rollout", release()],
    ["another release's rollout", release({ rollout: { id: "s", number: 4, state: "rolled-back" } })],
  ])("marks none of %s", (_, of) => {
    expect(marks([back, canary, first], [of])).toEqual([false, false, false]);
  });

  it("does not mark a move whose rollout had not moved the pointer before", () => {
    expect(marks([back, first])).toEqual([false, false]);
  });

  it("links each move to its rollout, and ends its reason with one full stop", () => {
    const [top, stage, oldest] = moveLines([back, canary, first], [rolledBack]);
    expect(top).toMatchObject({
      version: "v1",
      because: "Log-loss failed.",
      link: { href: "/releases/7/rollout", label: "Rollout 4" },
    });
    expect(stage).toMatchObject({ version: "v2 at 5 %, else v1", because: "Stage 1." });
    expect(oldest!.link).toBeNull();
  });
});
