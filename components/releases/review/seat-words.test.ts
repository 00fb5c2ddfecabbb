import { describe, expect, it } from "vitest";
import { mine, own, releaseView, seat, verdict } from "#lib/testing/specimens/views/releases.ts";
import { barredOf, seatsOf, staleText } from "./seat-words.ts";

type Seat = NonNullable<Parameters<typeof seat>[0]>;
type Release = NonNullable<Parameters<typeof releaseView>[0]>;
const lineOf = (changed: Seat, release: Release = {}) =>
  seatsOf(releaseView({ council: { met: 0, approved: false, seats: [seat(changed)] }, ...release }))[0]!;
const mira = mine({ seats: [own()] });
const dueAt = "2026-11-26T08:00:00.000Z";

describe("a seat of the council", () => {
  it("that is met says who approved what, when and with which comment", () => {
    expect(lineOf({ state: "met", verdicts: [verdict({ comment: "Fine." })] })).toEqual({
      id: "security",
      name: "Security",
      state: "met",
      note: "Approved over 9999…9999",
      person: "Mira Okafor",
      at: "2026-11-24T16:42:00.000Z",
      comment: "Fine.",
    });
    expect(lineOf({ state: "met", verdicts: [verdict()] }).comment).toBeUndefined();
  });

  it("of several people counts those whose approval stands, the last one named first", () => {
    const verdicts = [
      verdict({ signerName: "Ana" }),
      verdict({ signerName: "Ben", counts: false, because: "replaced" }),
      verdict({ signerName: "Cleo" }),
      verdict({ signerName: "Dov" }),
    ];
    expect(lineOf({ state: "met", min: 3, verdicts })).toMatchObject({
      note: "3 approved over 9999…9999, with Ana and Cleo",
      person: "Dov",
    });
  });

  it.each([
    ["request-changes", "Requests changes"],
    ["reject", "Rejected"],
  ] as const)("that objects by %s says so", (decision, note) => {
    const verdicts = [verdict({ signerName: "Dana", decision }), verdict()];
    expect(lineOf({ state: "objected", verdicts })).toMatchObject({
      state: "objected",
      note,
      person: "Dana",
    });
  });

  it("waits for those who may fill it, until the review ends", () => {
    const candidates = ["Mira Okafor", "Tomas Ruiz"];
    expect(lineOf({ candidates })).toEqual({
      id: "security",
      name: "Security",
      state: "waiting",
      note: "Waiting for Mira Okafor or Tomas Ruiz",
      dueAt,
    });
    expect(lineOf({ candidates: ["Ana", "Ben", "Cleo"] }).note).toBe("Waiting for Ana, Ben or Cleo");
    expect(lineOf({ candidates: ["Ana", "Ben", "Cleo", "Dov"] }).note).toBe("Waiting for one of 4 people");
    expect(lineOf({ candidates, min: 2, verdicts: [verdict()] }).note).toBe(
      "1 of 2 signed. Waiting for Mira Okafor or Tomas Ruiz",
    );
  });

  it("names whoever cannot approve yet, with until when, while it is open", () => {
    const waiting = [{ name: "Mira Okafor", until: "2026-11-25T08:00:00.000Z" }];
    expect(lineOf({ waiting }).waiting).toEqual(waiting);
    expect(lineOf({ waiting, state: "met", verdicts: [verdict()] }).waiting).toBeUndefined();
    expect(lineOf({ waiting }, { state: "withdrawn" }).waiting).toBeUndefined();
    expect(lineOf({}).waiting).toBeUndefined();
  });

  it("waits for nobody before it is submitted, and has no time limit", () => {
    const draft = lineOf({}, { state: "draft" });
    expect(draft).toMatchObject({ state: "waiting", note: "To be signed by Mira Okafor" });
    expect(draft.dueAt).toBeUndefined();
    expect(lineOf({}, { dueAt: null }).dueAt).toBeUndefined();
  });

  it("of the reader waits for them, unless they cannot sign it", () => {
    expect(lineOf({}, { mine: mira })).toMatchObject({ state: "yours", note: "Waiting for you" });
    const barred = mine({ seats: [own({ whyNot: "You opened it." })] });
    expect(lineOf({}, { mine: barred }).state).toBe("waiting");
    const other = mine({ seats: [own({ function: "product" })] });
    expect(lineOf({}, { mine: other }).state).toBe("waiting");
  });

  it("that was signed before a change says who signs again", () => {
    const changed = { counts: false, because: "changed", changedSections: ["plan", "card"] } as const;
    const verdicts = [
      verdict({ ...changed, changedSections: ["plan", "card"], round: 2, comment: "Was fine." }),
    ];
    const stale = {
      person: "Mira Okafor",
      note: "Stale: the rollout plan and the model card changed after the approval in round 2",
      comment: "Was fine.",
      dueAt,
    };
    expect(lineOf({ state: "stale", verdicts })).toMatchObject({ ...stale, state: "stale" });
    expect(lineOf({ state: "stale", verdicts }, { mine: mira })).toMatchObject({ ...stale, state: "yours" });
  });

  it("whose signer lost the authority is stale; one who decided again is not", () => {
    const lost = verdict({ counts: false, because: "not-entitled" });
    const again = verdict({ counts: false, because: "replaced" });
    expect(lineOf({ verdicts: [lost] }).state).toBe("stale");
    expect(lineOf({ verdicts: [again] }).state).toBe("waiting");
  });

  it("that too few may fill says so", () => {
    expect(lineOf({ candidates: [] })).toMatchObject({
      state: "unfillable",
      note: "Too few eligible reviewers",
    });
    expect(lineOf({ candidates: ["Ana"], min: 2 }).state).toBe("unfillable");
  });
});

it("a verdict that does not count says why", () => {
  const of = (changed: Parameters<typeof verdict>[0]) => staleText(verdict({ counts: false, ...changed }));
  expect(of({ because: "changed", changedSections: ["data"], decision: "reject", round: 3 })).toBe(
    "the data changed after the verdict in round 3",
  );
  expect(of({ because: "not-entitled" })).toBe("the signer may no longer sign for this function");
  expect(of({ because: "replaced" })).toBe("the signer decided again later");
});

it("whoever had a part in the work is named once, with each reason once", () => {
  const part = (personId: string, because: string) => ({ personId, name: `Name ${personId}`, because });
  const contributors = [
    part("a", "opened it"),
    part("b", "wrote its card"),
    part("a", "produced its evaluation"),
    part("a", "opened it"),
  ];
  expect(barredOf({ recusals: [], contributors })).toEqual([
    { person: "Name a", because: "opened it and produced its evaluation" },
    { person: "Name b", because: "wrote its card" },
  ]);
});

it("a late seat says what was done about it, and when the next step is due", () => {
  const at = "2026-11-24T16:42:00.000Z";
  const steps = [
    { step: "reminded" as const, dueAt: at, takenAt: at },
    { step: "alternates-told" as const, dueAt: "2026-11-26T09:00:00.000Z", takenAt: null },
  ];
  expect(lineOf({ steps, verdicts: [] }, { state: "in-review" })).toMatchObject({
    late: [{ text: "Members reminded", at }],
    dueAt: "2026-11-26T09:00:00.000Z",
  });
  expect(lineOf({ steps, state: "met", verdicts: [verdict()] })).not.toHaveProperty("late");
});
