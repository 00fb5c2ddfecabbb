import { describe, expect, it } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import type { OwnSeatView } from "#lib/releases/views/release-council.ts";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import { mine, own, releaseView, seat } from "#lib/testing/specimens/views/releases.ts";
import { decisionOf, maySign } from "./decision-words.ts";

const MIRA = { id: "0197a1c0-0000-7000-8000-000000000051", name: "Mira Okafor" };
type Changed = Parameters<typeof releaseView>[0];
const decided = (changed: Changed) => decisionOf(releaseView(changed), MIRA, PASSWORD_ALONE);
const signed: NonNullable<OwnSeatView["signed"]> = {
  decision: "approve",
  at: "2026-11-24T16:42:00.000Z",
  counts: true,
  changed: [],
};

describe("the decision of a reader", () => {
  it("is a seat of theirs, with what it covers, over what the page shows", () => {
    const decision = decided({ round: 2, mine: mine({ seats: [own()] }) });
    expect(decision).toMatchObject({
      kind: "sign",
      subject: "flight-delay v2 to production",
      printedName: "Mira Okafor",
      round: 2,
      subjectDigest: `sha256:${"9".repeat(64)}`,
      means: PASSWORD_ALONE,
      seat: {
        seatId: "security",
        name: "Security",
        sections: [
          { name: "case", digest: digestOf("0"), changed: false },
          { name: "artifact", digest: digestOf("2"), changed: false },
          { name: "rollout plan", digest: digestOf("4"), changed: false },
        ],
      },
    });
    if (decision.kind !== "sign") throw new Error("nothing to sign");
    expect(decision.seat.already).toBeUndefined();
    expect(decision.seat.offers.map(({ verb, whyNot }) => [verb, whyNot])).toEqual([
      ["approve", undefined],
      ["approve", undefined],
      ["request-changes", undefined],
      ["reject", undefined],
    ]);
    expect(decision.seat.offers.map(({ onConditions }) => onConditions !== undefined)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(decision.seat.offers.map(({ consequence }) => consequence)).toEqual([
      undefined,
      undefined,
      undefined,
      expect.stringMatching(/^Ends release \d+\./),
    ]);
    expect(decision.seat.offers[0]!.meaning).toContain("approve this release for my function");
  });

  it("comes with the checks that do not pass, worst first", () => {
    const checks = (["pass", "hold", "fail"] as const).map((status) => ({
      id: status,
      title: `Check ${status}`,
      status,
      message: "Because.",
    }));
    expect(decided({ checks, mine: mine({ seats: [own()] }) })).toMatchObject({
      concerns: [
        { tone: "fail", title: "Check fail", text: "Because." },
        { tone: "hold", title: "Check hold", text: "Because." },
      ],
    });
  });

  it("is the seat not signed yet, of several", () => {
    const seats = [own({ signed }), own({ function: "product" })];
    const council = { met: 1, approved: false, seats: [seat(), seat({ function: "product" })] };
    expect(decided({ council, mine: mine({ seats }) })).toMatchObject({ seat: { seatId: "product" } });
  });

  it("is the seat to sign again, of several signed, and every verdict is open there", () => {
    const stale = { ...signed, counts: false };
    const seats = [own({ signed }), own({ function: "product", signed: stale })];
    const decision = decided({ mine: mine({ seats }) });
    if (decision.kind !== "sign") throw new Error("nothing to sign");
    expect(decision.seat.seatId).toBe("product");
    expect(decision.seat.offers.filter(({ whyNot }) => whyNot !== undefined)).toEqual([]);
  });

  it("passes over a seat that is not theirs to sign", () => {
    const seats = [own({ whyNot: "You opened it." }), own({ function: "product" })];
    expect(decided({ mine: mine({ seats }) })).toMatchObject({ kind: "sign", seat: { seatId: "product" } });
  });

  it("names what changed since they signed", () => {
    const last: typeof signed = { ...signed, counts: false, changed: ["plan", "card"] };
    expect(decided({ mine: mine({ seats: [own({ signed: last })] }) })).toMatchObject({
      seat: {
        sections: [
          { name: "case", changed: false },
          { name: "artifact", changed: false },
          { name: "rollout plan", changed: true },
        ],
        already: undefined,
      },
    });
  });

  it.each([
    ["approve", "You approved for Security on 24 Nov", [true, false, false, false]],
    ["request-changes", "You requested changes for Security on 24 Nov", [false, false, true, false]],
    ["reject", "You rejected for Security on 24 Nov", [false, false, false, true]],
  ] as const)("says that they already decided to %s, and refuses the same again", (decision, text, off) => {
    const answer = decided({ mine: mine({ seats: [own({ signed: { ...signed, decision } })] }) });
    if (answer.kind !== "sign") throw new Error("nothing to sign");
    const already = saidText(answer.seat.already ?? []);
    expect(already).toContain(text);
    expect(already).toMatch(/16:42\.$/);
    expect(answer.seat.offers.map(({ whyNot }) => whyNot !== undefined)).toEqual(off);
    expect(answer.seat.offers.flatMap(({ whyNot }) => whyNot ?? [])).toEqual([
      `${text.split(" for ")[0]!.replace("You ", "You already ")}.`,
    ]);
  });

  it("says why they cannot sign, as long as it is in review", () => {
    const seats = [own({ whyNot: "You opened it." })];
    for (const state of ["in-review", "changes-requested"] as const)
      expect(decided({ state, mine: mine({ seats }) })).toEqual({ kind: "barred", text: "You opened it." });
    expect(decided({ state: "draft", mine: mine({ seats }) }).kind).toBe("watch");
  });

  it.each([
    ["draft", "watch", "Draft. The council sees it once it is submitted."],
    ["in-review", "watch", "2 of 3 seats met. None of the seats is yours."],
    ["changes-requested", "watch", "2 of 3 seats met. None of the seats is yours."],
    ["releasing", "watch", "Rollout 4 is in progress."],
    ["released", "done", "Fully released: every stage passed."],
    ["rolled-back", "watch", "Rolled back. To try again, open a new release."],
    ["withdrawn", "watch", "This release is withdrawn. No more actions."],
    ["superseded", "watch", "This release is superseded. No more actions."],
  ] as const)("of a release that is %s is to watch", (state, kind, text) => {
    const council = { met: 2, approved: false, seats: [seat(), seat(), seat()] };
    const decision = decided({ state, council, rollout: { number: 4, state: "running" } });
    expect(decision).toMatchObject({ kind, text });
    const again = ["rolled-back", "withdrawn"].includes(state);
    expect("place" in decision).toBe(again);
  });

  it("tells an approval that holds from one that no longer does", () => {
    const of = (approved: boolean) =>
      decided({ state: "approved", council: { met: 1, approved, seats: [] } });
    expect(of(true)).toMatchObject({ kind: "done", text: expect.stringContaining("can start the rollout") });
    expect(of(false)).toMatchObject({ kind: "watch", text: expect.stringContaining("no longer holds") });
  });

  it("has a sentence for every state", () => {
    for (const state of RELEASE_STATES) expect(decided({ state })).toHaveProperty("text");
  });
});

it("proofs of presence are needed only where a seat is the reader's to sign", () => {
  expect(maySign({ mine: mine({ seats: [own({ whyNot: "You opened it." })] }) })).toBe(false);
  expect(maySign({ mine: mine({ seats: [own({ whyNot: "You opened it." }), own()] }) })).toBe(true);
});
