import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  OUT,
  RELEASE_STATES,
  type ReleaseState,
  releaseAfter,
  releaseMachine,
} from "#lib/releases/release.ts";
import { type RolloutState, rolloutAfter, rolloutMachine } from "./rollout.ts";

/** The event each verb leaves, and the state that folding it leads to where it differs from the table. */
const RELEASE_EVENTS: Readonly<Record<keyof typeof releaseMachine.table, string>> = {
  submit: "release.submitted",
  edit: "release.edited",
  sign: "release.review-resumed",
  "request-changes": "release.changes-requested",
  reject: "release.rejected",
  approve: "release.approved",
  withdraw: "release.withdrawn",
  expire: "release.expired",
  lapse: "release.lapsed",
  start: "release.started",
  complete: "release.completed",
  "follow-up": "condition.reported",
  recuse: "recusal.declared",
  remind: "release.seat-reminded",
  seal: "verdict.sealed",
  rush: "emergency.declared",
  review: "release.review-resumed",
  "go-out": "release.started",
  discuss: "thread.opened",
  challenge: "challenge.raised",
  "roll-back": "release.rolled-back",
  supersede: "release.superseded",
  reinstate: "release.reinstated",
  explain: "release.explained",
};
const ROLLOUT_EVENTS: Readonly<Record<keyof typeof rolloutMachine.table, string>> = {
  advance: "rollout.advanced",
  complete: "rollout.completed",
  pause: "rollout.paused",
  resume: "rollout.resumed",
  halt: "rollout.halted",
  "roll-back": "rollout.rolling-back",
  confirm: "rollout.rolled-back",
};

const KEEPING: readonly string[] = ["follow-up", "recuse", "remind", "rush", "discuss", "challenge", "seal"];
/** The review of what went out as an emergency leaves it where it is. */
const REVIEWING: readonly string[] = ["sign", "request-changes", "reject", "approve"];

const walk = <S extends string, V extends string>(
  start: S,
  verbs: readonly V[],
  events: Readonly<Record<V, string>>,
  machine: { next(state: S, verb: V): { ok: boolean; value?: S } },
  after: (state: S, event: { type: string }) => S,
) => {
  const visited = [start];
  for (const verb of verbs) {
    const at = visited.at(-1)!;
    const next = machine.next(at, verb);
    if (!next.ok) continue;
    // Editing a draft leaves it a draft, and what only bears on the sign-off leaves every state.
    const stays =
      (at === "draft" && verb === "edit") ||
      KEEPING.includes(verb) ||
      (OUT.some((out) => out === at) && REVIEWING.includes(verb));
    expect(after(at, { type: events[verb] })).toBe(stays ? at : next.value);
    visited.push(after(at, { type: events[verb] }));
  }
  return visited;
};

describe("a release", () => {
  const verbs = fc.array(
    fc.constantFrom(...(Object.keys(RELEASE_EVENTS) as (keyof typeof RELEASE_EVENTS)[])),
    {
      maxLength: 40,
    },
  );
  const walked = (taken: readonly (keyof typeof RELEASE_EVENTS)[]): ReleaseState[] =>
    walk<ReleaseState, keyof typeof RELEASE_EVENTS>(
      "draft",
      taken,
      RELEASE_EVENTS,
      releaseMachine,
      releaseAfter,
    );

  it("matches the log: each verb's event folds to the state the table names", () => {
    fc.assert(fc.property(verbs, (taken) => walked(taken).every((state) => RELEASE_STATES.includes(state))));
  });

  it("starts only from an approval, or as an emergency from its review, and never leaves a final state", () => {
    fc.assert(
      fc.property(verbs, (taken) => {
        const states = walked(taken);
        const out = states.indexOf("releasing");
        if (out >= 0) expect(["approved", "in-review"]).toContain(states[out - 1]);
        for (const end of ["withdrawn", "rejected", "expired", "rolled-back"] as const) {
          const at = states.indexOf(end);
          if (at >= 0) expect(new Set(states.slice(at))).toEqual(new Set([end]));
        }
      }),
    );
  });
});

describe("a rollout", () => {
  const verbs = fc.array(
    fc.constantFrom(...(Object.keys(ROLLOUT_EVENTS) as (keyof typeof ROLLOUT_EVENTS)[])),
    {
      maxLength: 40,
    },
  );

  it("matches the log, and never leaves a rollback", () => {
    fc.assert(
      fc.property(verbs, (taken) => {
        const states = walk<RolloutState, keyof typeof ROLLOUT_EVENTS>(
          "running",
          taken,
          ROLLOUT_EVENTS,
          rolloutMachine,
          rolloutAfter,
        );
        const back = states.indexOf("rolling-back");
        if (back >= 0)
          expect(states.slice(back).every((state) => ["rolling-back", "rolled-back"].includes(state))).toBe(
            true,
          );
      }),
    );
  });
});
