import { describe, expect, it } from "vitest";
import { testLog } from "#lib/testing/packets/evidence-packet.ts";
import { askingLog, grownLeaves, proofFrom } from "#lib/testing/worlds/growing-log.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "./add-checkpoint.ts";
import type { TreeHead } from "./checkpoint.ts";
import { rootOfLeaves } from "./frontier.ts";
import { EMPTY_ROOT, type Hash } from "./hash.ts";
import { answerCheckpoint } from "./witness.ts";

const log = askingLog();
const logs = [log.key];
const leaves = grownLeaves(40);
/** The same first ten leaves, then another past. */
const fork = [...leaves.slice(0, 10), ...grownLeaves(30, "other")];
const headOf = (some: readonly Hash[]): TreeHead => ({ size: some.length, root: rootOfLeaves(some) });
const asked = (
  body: string,
  seen: Record<string, TreeHead> = { "log.example": headOf(leaves.slice(0, 20)) },
) => {
  const answered = answerCheckpoint(body, { logs, seen });
  return answered.status === 200 ? { status: 200, size: answered.checkpoint.size } : answered;
};

describe("a checkpoint is cosigned", () => {
  it.each([
    ["that continues the one before", log.body(20, leaves), 40],
    ["that is the one before", log.body(20, leaves.slice(0, 20)), 20],
  ])("%s", (_, body, size) => {
    expect(asked(body)).toEqual({ status: 200, size });
  });

  it("of any size at first, and of an empty log", () => {
    expect(asked(log.body(0, leaves), {})).toEqual({ status: 200, size: 40 });
    const empty = { "log.example": { size: 0, root: EMPTY_ROOT } };
    expect(asked(log.body(0, []), {})).toEqual({ status: 200, size: 0 });
    expect(asked(log.body(0, leaves), empty)).toEqual({ status: 200, size: 40 });
  });

  it("whatever else signed it", () => {
    const other = testLog().note(leaves).split("\n\n")[1]!;
    for (const line of [other, other.replaceAll("log.example", "other.example")])
      expect(asked(log.body(20, leaves) + line)).toEqual({ status: 200, size: 40 });
  });
});

describe("a rewritten past", () => {
  it("of the same size is a conflict, with the size that was cosigned", () => {
    expect(asked(log.body(20, fork.slice(0, 20)))).toEqual({ status: 409, size: 20 });
  });

  it("that has grown is refused, with its own proof, without one and with the honest one", () => {
    for (const proof of [proofFrom(20, fork), [], proofFrom(20, leaves)])
      expect(asked(log.body(20, fork, proof))).toMatchObject({ status: 422 });
  });

  it("is not taken by naming an older size", () => {
    expect(asked(log.body(10, fork))).toEqual({ status: 409, size: 20 });
    expect(asked(log.body(0, fork))).toEqual({ status: 409, size: 20 });
  });

  it("of a smaller size is not taken either", () => {
    expect(asked(log.body(10, leaves.slice(0, 15)))).toEqual({ status: 409, size: 20 });
    expect(asked(log.body(20, leaves.slice(0, 15), []))).toMatchObject({ status: 400 });
  });
});

describe("a request is refused", () => {
  const stranger = testLog();
  const unknown = log.note(leaves).replaceAll("log.example", "unknown.example");
  it.each([
    ["of an unknown log", formatAddCheckpoint({ oldSize: 20, proof: [], checkpoint: unknown }), 404],
    [
      "signed by another key under the log's name",
      formatAddCheckpoint({ oldSize: 20, proof: proofFrom(20, leaves), checkpoint: stranger.note(leaves) }),
      403,
    ],
    ["with a forged signature", log.body(20, leaves).replace(/\n40\n/, "\n41\n"), 403],
    ["with a proof where there is nothing before", log.body(0, leaves, proofFrom(20, leaves)), 422],
    ["without a blank line", log.body(20, leaves).replaceAll("\n\n", "\n"), 400],
    ["without an old size", log.body(20, leaves).replace("old 20\n", ""), 400],
    ["with a leading zero", log.body(20, leaves).replace("old 20", "old 020"), 400],
    ["with a negative size", log.body(20, leaves).replace("old 20", "old -1"), 400],
    ["with a short hash", log.body(20, leaves).replace("old 20\n", "old 20\nAAAA\n"), 400],
    ["with too many hashes", log.body(20, leaves, Array<Hash>(64).fill(EMPTY_ROOT)), 400],
    ["without a checkpoint", "old 20\n\n", 400],
    ["that is empty", "", 400],
  ])("%s", (_, body, status) => {
    // With nothing seen, only where the case is about that.
    const seen = status === 422 ? {} : { "log.example": headOf(leaves.slice(0, 20)) };
    expect(asked(body, seen)).toMatchObject({ status });
  });

  it("for a log whose name is that of an inherited field", () => {
    const note = log.note(leaves).replaceAll("log.example", "__proto__");
    const key = { ...logs[0]!, name: "__proto__" };
    const body = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: note });
    expect(answerCheckpoint(body, { logs: [key], seen: {} })).toMatchObject({ status: 403 });
  });
});

it("a request is read as it was written", () => {
  const written = log.request(20, leaves);
  expect(parseAddCheckpoint(formatAddCheckpoint(written))).toEqual({ ok: true, value: written });
});
