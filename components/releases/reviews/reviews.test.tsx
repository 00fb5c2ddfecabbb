import { expect, it } from "vitest";
import { type ReviewItem, type ReviewPageView, reviewPageView } from "#lib/releases/views/reviews.ts";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { ModelReviews } from "./model-reviews.tsx";
import { ReviewView } from "./review-view.tsx";
import { followsText, lookOf, reviewDecision } from "./review-words.ts";
import { ReviewsView } from "./reviews-view.tsx";

const AT = "2026-11-26T10:00:00.000Z";

const item: ReviewItem = {
  number: 4,
  model: "flight-delay",
  pointer: "production",
  version: 3,
  release: 7,
  tier: "high",
  state: "open",
  overdue: false,
  ifOverdue: "hold",
  causes: ["calendar", "drift"],
  openedAt: AT,
  dueAt: AT,
  endedAt: null,
  seatsMet: 0,
  seatsAll: 2,
};

const view: ReviewPageView = reviewPageView.parse({
  ...item,
  policy: 2,
  council: "High-risk council",
  digest: `sha256:${"ab".repeat(32)}`,
  round: 2,
  liveSince: AT,
  told: [
    { cause: "calendar", at: AT, reason: null, evidence: null, shown: null },
    { cause: "drift", at: AT, reason: "Scores moved.", evidence: "Report 7", shown: null },
  ],
  seats: [{ function: "security", min: 1, state: "waiting", candidates: ["Mona Oduya"], signed: [] }],
  owners: [{ id: "1", name: "Jonas" }],
  mine: { seat: "security", whyNotSign: null, whyNotApprove: null },
});

it("lists re-reviews, and says what to do where there are none", () => {
  const list = { items: [item], models: ["flight-delay"], nextCursor: null };
  const shown = textOf(<ReviewsView list={list} filtered={false} fileHref="/api/v1/reviews.csv" />);
  expect(shown).toContain("4: flight-delay v3");
  expect(shown).toContain("Due by its calendar and drift");
  const none = { ...list, items: [] };
  expect(textOf(<ReviewsView list={none} filtered={false} fileHref="" />)).toContain("No re-review yet");
  expect(textOf(<ReviewsView list={none} filtered fileHref="" />)).toContain("No re-review matches");
});

it("shows every cause with the words of whoever brought it, and who can sign", () => {
  const shown = textOf(<ReviewView view={view} decision={null} />);
  for (const part of ["Scores moved.", "Report 7", "can be signed by Mona Oduya", "release 7"])
    expect(shown).toContain(part);
});

it.each<[Partial<ReviewItem>, string, string]>([
  [{}, "Open", "rollouts on its pointer hold"],
  [{ overdue: true }, "Overdue", "Overdue: people are told"],
  [{ state: "fit" }, "Still fit", "still fit"],
  [{ state: "unfit" }, "Not fit", "no standard change of the model starts"],
  [{ state: "closed" }, "Closed", "Another version"],
])("words where it is: %j", (more, word, follows) => {
  expect(lookOf({ ...item, ...more }).word).toBe(word);
  expect(followsText({ ...item, ...more })).toContain(follows);
});

it("offers still fit, fit with conditions and not fit, and says that nothing goes back by itself", () => {
  const reader = { reader: { name: "Mona" }, means: { kind: "password" } as never };
  const decision = reviewDecision(view, reader);
  if (decision.kind !== "sign") throw new Error("nothing to sign");
  expect(decision.seat.offers.map(({ verb, onConditions }) => [verb, onConditions !== undefined])).toEqual([
    ["approve", false],
    ["approve", true],
    ["reject", false],
  ]);
  expect(JSON.stringify(decision.seat.offers)).toContain("Nothing goes back by itself");
  const barred = { ...view, mine: { seat: null, whyNotSign: "Not yours.", whyNotApprove: null } };
  expect(reviewDecision(barred, reader)).toEqual({ kind: "barred", text: "Not yours." });
});

it("says on the model's page when what is live is reviewed again", () => {
  const live = { pointer: "production", version: 3, review: null };
  const page = (more: object) =>
    textOf(
      <ModelReviews
        model="flight-delay"
        view={{ live: [{ ...live, ...more } as never], causes: [], whyNotRaise: null }}
        form={null}
      />,
    );
  expect(page({ nextDue: AT, months: 6, ifOverdue: "hold" })).toContain("Every 6 months");
  expect(page({ nextDue: null, months: null, ifOverdue: null })).toContain("no calendar for this tier");
  expect(page({ nextDue: AT, months: 6, ifOverdue: "hold", review: item })).toContain(
    "v3 on production: open",
  );
});
