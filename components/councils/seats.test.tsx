import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { NotAbleToSign, type Seat, Seats } from "./seats.tsx";

const seat = (changed: Partial<Seat> = {}): Seat => ({
  id: "security",
  name: "Security",
  state: "waiting",
  note: "Waiting for Mira Okafor",
  ...changed,
});
const text = (...seats: Seat[]) => textOf(<Seats seats={seats} />);

it("seats count those that are met", () => {
  const states = ["met", "met", "yours", "objected"] as const;
  expect(text(...states.map((state) => seat({ id: state, state })))).toMatch(/^Seats 2 of 4 met/);
});

it.each([
  ["met", "met"],
  ["yours", "waits for you"],
  ["waiting", "not signed yet"],
  ["stale", "signature is stale"],
  ["objected", "objects"],
  ["unfillable", "no eligible reviewer"],
] as const)("a seat that is %s says so to those who see no icon", (state, word) => {
  expect(text(seat({ state }))).toContain(`Security , ${word}`);
});

it("a seat says who signed, what and when, until when, and with which comment", () => {
  const at = "2026-11-24T16:42:00.000Z";
  const signed = text(seat({ person: "Mira Okafor", note: "Approved", at, comment: "Fine." }));
  expect(signed).toMatch(/Mira Okafor\. Approved, 24 Nov 2026, 16:42 Fine\./);
  expect(text(seat({ dueAt: at }))).toMatch(/Waiting for Mira Okafor, \S/);
});

it("a seat names whoever cannot approve yet, with until when", () => {
  const waiting = [{ name: "Mira Okafor", until: "2026-11-24T16:42:00.000Z" }];
  expect(text(seat({ waiting }))).toContain(
    "Mira Okafor cannot approve before 24 Nov 2026, 16:42 , after a reset or a new factor.",
  );
});

it("whoever cannot sign is named with the reason, and nobody is named without one", () => {
  const barred = [{ person: "Jonas Lindqvist", because: "opened it" }];
  expect(textOf(<NotAbleToSign barred={barred} />)).toContain("Cannot sign Jonas Lindqvist : opened it");
  expect(textOf(<NotAbleToSign barred={[]} />)).toBe("");
});

it("a late seat says what was done about it, and seats of a council lead to it", () => {
  const late = [{ text: "Members reminded", at: "2026-11-24T16:42:00.000Z" }];
  expect(text(seat({ late }))).toMatch(/Members reminded, 24 Nov 2026, 16:42/);
  const ofCouncil = <Seats seats={[seat()]} councilHref="/councils/c" />;
  expect(textOf(ofCouncil)).toContain("0 of 1 met The council");
  expect(text(seat())).not.toContain("The council");
});
