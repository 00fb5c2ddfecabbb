import { expect, it } from "vitest";
import { own, releaseView, seat, verdict } from "#lib/testing/specimens/views/releases.ts";
import { afterSigning } from "./after-signing.ts";

type Seats = ReturnType<typeof seat>[];
const after = (verb: "approve" | "request-changes" | "reject", seats: Seats, signed = own().signed) =>
  afterSigning(releaseView({ round: 2, council: { met: 0, approved: false, seats } }), own({ signed }), verb)
    .map(({ text }) => text)
    .join(" ");

const product = (state: "met" | "waiting" | "objected") => seat({ function: "product", state });
const objection = verdict({ decision: "request-changes" });

it("says which seat an approval meets, what is still missing, and that nothing goes live", () => {
  expect(
    after("approve", [seat(), product("waiting"), seat({ function: "compliance", state: "stale" })]),
  ).toBe(
    "The Security seat is met: 1 of 3. The release stays in review. It still needs Product and Compliance. " +
      "Nothing goes live now. A release manager starts the rollout after approval.",
  );
});

it("says that the last signature approves it, but not over another's objection or with one too few", () => {
  expect(after("approve", [seat(), product("met")])).toContain("met: 2 of 2. The release is approved");
  expect(after("approve", [seat({ min: 2 }), product("met")])).toContain(
    "The Security seat waits for another signature. The release stays in review. It still needs Security.",
  );
  expect(after("approve", [seat({ state: "objected", verdicts: [objection] }), product("met")])).toContain(
    "waits for another signature",
  );
});

it("counts the reader's own objection as replaced", () => {
  const mine = {
    decision: "request-changes" as const,
    at: "2026-11-24T16:42:00.000Z",
    counts: true,
    changed: [],
  };
  const seats = [seat({ state: "objected", verdicts: [objection] })];
  expect(after("approve", seats, mine)).toContain("The release is approved");
});

it("says what an objection and a rejection do", () => {
  expect(after("request-changes", [seat()])).toBe(
    "The release cannot be approved while Security objects. Others can still sign. " +
      "Jonas Lindqvist edits it, which opens round 3; then you decide again. Nothing goes live now.",
  );
  expect(after("reject", [seat()])).toContain("The release ends. Nobody can sign it any more.");
});
