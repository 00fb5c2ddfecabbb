import { describe, expect, it } from "vitest";
import type { RolloutState } from "./rollout.ts";
import { steer } from "./steering.ts";

const inState = (state: RolloutState) => ({
  rollout: { id: "r1", number: 4, planDigest: "sha256:p", state },
  release: { number: 7 },
  stage: { id: "canary" },
});

describe("a person steers a rollout", () => {
  it.each([
    { verb: "pause", from: "running" },
    { verb: "resume", from: "halted" },
    { verb: "halt", from: "paused" },
  ] as const)("$verb records where and why", ({ verb, from }) => {
    expect(steer(verb, inState(from), "Lunch.")).toEqual({
      ok: true,
      value: {
        stream: "rollout/r1",
        targets: [{ type: "rollout", id: "r1", digest: "sha256:p" }],
        data: { number: 4, release: 7, stage: "canary", by: "hand" },
        details: { reason: "Lunch." },
      },
    });
  });

  it.each([
    ["pause", "paused"],
    ["resume", "running"],
    ["halt", "rolled-back"],
  ] as const)("does not %s what is %s", (verb, state) => {
    expect(steer(verb, inState(state), "Lunch.")).toMatchObject({
      ok: false,
      error: { kind: "illegal" },
    });
  });
});
