import { describe, expect, it } from "vitest";
import { rolloutFeed } from "./rollout-feed.ts";

const event = (action: string, more: object = {}) => ({
  uid: "u",
  index: 7,
  action,
  at: "2026-03-01T12:00:00.000Z",
  actor: "The system",
  because: null,
  to: null,
  ...more,
});
const line = (action: string, more: object = {}) =>
  rolloutFeed([event(action, more)], [{ id: "half", name: "HALF" }])[0]!;

describe("a rollout's feed", () => {
  it("says who did what and why, and leads to the leaf", () => {
    expect(line("rollout.rolling-back", { because: "Log-loss is worse." })).toEqual({
      id: "u",
      title: "Rolled back by the system",
      tone: "fail",
      detail: "Log-loss is worse.",
      at: "2026-03-01T12:00:00.000Z",
      href: "/audit/7",
    });
    expect(line("rollout.paused", { actor: "Ada Berg", index: null })).toMatchObject({
      title: "Paused by Ada Berg",
      href: "/audit/u",
    });
  });

  it("says who corrected outcomes", () => {
    expect(line("outcome.corrected", { actor: "serving" })).toMatchObject({
      title: "Outcomes corrected by serving",
      tone: "hold",
    });
  });

  it("names the stage that was entered", () => {
    expect(line("rollout.advanced", { to: "half" })).toMatchObject({
      title: "Advanced to HALF",
      tone: "pass",
    });
    expect(line("rollout.advanced").title).toBe("Advanced to the next stage");
    expect(line("rollout.advanced", { to: "gone" }).title).toBe("Advanced to gone");
  });

  it.each([
    ["rollout.started", "Started by the system", "yours"],
    ["rollout.resumed", "Resumed by the system", "yours"],
    ["rollout.halted", "Halted by the system", "fail"],
    ["rollout.rolled-back", "The base version serves everyone again", "fail"],
    ["rollout.completed", "Completed", "pass"],
    ["incident.opened", "Incident opened", "hold"],
  ])("words %s", (action, title, tone) => expect(line(action)).toMatchObject({ title, tone }));

  it("keeps the name of what it does not know, also of what every object has", () => {
    expect(line("rollout.gilded")).toMatchObject({ title: "rollout.gilded", tone: "plain" });
    expect(line("toString").title).toBe("toString");
  });
});
