import { describe, expect, it } from "vitest";
import { eventSentence, eventSubject, eventTone } from "./event-words.ts";

const by = (name: string | null, type = "user") => ({ type, id: "id", name });

describe("an event in a sentence", () => {
  it("says who did what to what", () => {
    const data = { number: 2, round: 1, seat: "security", decision: "approve" };
    const event = { action: "verdict.cast", actor: by("Mira Okafor"), data };
    expect(eventSentence(event)).toBe("Mira Okafor approved release 2 for Security.");
    expect(eventSubject(event)).toEqual({ text: "release 2, round 1", href: "/releases/2" });
  });

  it("says what became of a policy", () => {
    const say = (action: string, data: object = {}) =>
      eventSentence({ action: `policy.${action}`, actor: by("Ada Berg"), data: { version: 2, ...data } });
    expect(say("proposed")).toBe("Ada Berg proposed policy 2.");
    expect(say("signed", { seat: "security", decision: "approve" })).toBe(
      "Ada Berg approved the proposed policy 2 for Security.",
    );
    expect(say("rejected")).toBe("Ada Berg recorded the rejection of the proposed policy 2.");
    expect(say("proposal-withdrawn")).toBe("Ada Berg withdrew the proposed policy 2.");
    expect(eventTone("policy.rejected")).toBe("fail");
    const published = { action: "policy.published", actor: by("Ada Berg"), data: { version: 2 } };
    expect(eventSubject(published)).toEqual({ text: "policy 2", href: "/policy" });
  });

  it("gives the reason of what went back", () => {
    const data = { number: 1, release: 2, because: "Log-loss: worse by 0.0470." };
    const event = { action: "rollout.rolling-back", actor: by(null, "system"), data };
    expect(eventSentence(event)).toBe("The system took back rollout 1: Log-loss: worse by 0.0470.");
    expect(eventSubject(event).href).toBe("/releases/2/rollout");
    expect(eventTone(event.action)).toBe("fail");
  });

  it("says where a pointer went", () => {
    const moved = (data: object) =>
      eventSentence({
        action: "pointer.moved",
        actor: by(null, "system"),
        data: { pointer: "production", ...data },
      });
    expect(moved({ base: 1, candidate: 2, candidateWeight: 500 })).toBe(
      "The system moved production to v2 for 5 %, v1 for the rest.",
    );
    expect(moved({ base: 1, candidate: null, candidateWeight: 0 })).toBe(
      "The system moved production to v1 for everyone.",
    );
  });

  it("says of what was counted who did it and how often", () => {
    const targets = [{ type: "person", id: "p" }];
    const names = new Map([["p", "Viktor Hale"]]);
    const say = (action: string, data: object, to = targets) =>
      eventSentence(
        { action, actor: by(null, "system"), targets: to, data: { by: "person", ...data } },
        names,
      );
    expect(say("denial.recorded", { code: "role-missing", count: 37 })).toBe(
      "37 requests of Viktor Hale were refused: role missing.",
    );
    expect(say("denial.recorded", { code: "token-unknown", count: 1, by: "address" }, [])).toBe(
      "A request of somebody unknown was refused: token unknown.",
    );
    expect(say("audit.read", { code: "event-list", count: 12 })).toBe(
      "Viktor Hale searched the audit trail 12 times.",
    );
    expect(say("audit.read", { code: "evidence-packet", count: 1 })).toBe(
      "Viktor Hale took evidence packets.",
    );
    expect(eventTone("denial.recorded")).toBe("hold");
  });

  it("says whose sessions ended, and by whom", () => {
    const targets = [{ type: "person", id: "p" }];
    const names = new Map([["p", "Viktor Hale"]]);
    const say = (action: string, actorId: string) =>
      eventSentence(
        { action, actor: { type: "user", id: actorId, name: "Alex Kim" }, targets, data: { count: 2 } },
        names,
      );
    expect(say("session.ended", "a")).toBe("Alex Kim ended a session of Viktor Hale.");
    expect(say("sessions.ended", "a")).toBe("Alex Kim ended 2 sessions of Viktor Hale.");
    expect(say("sessions.ended", "p")).toBe("Alex Kim ended all other sessions of their own.");
  });

  it("names people where they are known", () => {
    const event = {
      action: "session.opened",
      actor: by(null, "system"),
      data: {},
      targets: [{ type: "person", id: "p" }],
    };
    expect(eventSentence(event, new Map([["p", "Mira Okafor"]]))).toBe("Mira Okafor signed in.");
    expect(eventSentence(event)).toBe("Somebody signed in.");
  });

  it("says what became of a second factor", () => {
    const names = new Map([["p", "Mira Okafor"]]);
    const targets = [{ type: "person", id: "p" }];
    const said = (action: string, actor: ReturnType<typeof by>, data = {}) =>
      eventSentence({ action, actor, data, targets }, names);
    const system = by(null, "system");
    expect(said("session.confirmed", system, { method: "recovery" })).toBe(
      "Mira Okafor completed a sign-in by a recovery code.",
    );
    expect(said("factor.enrolled", by("Mira Okafor"), { kind: "webauthn" })).toBe(
      "Mira Okafor added a passkey to their account.",
    );
    expect(said("factor.reset", by("Ada Berg"))).toBe("Ada Berg reset the second factor of Mira Okafor.");
    expect(said("factor-rule.set", by("Ada Berg"), { rule: "required" })).toBe(
      "Ada Berg asked everybody for a second factor.",
    );
  });

  it("keeps the name of what it does not know, also of what every object has", () => {
    for (const action of ["thing.happened", "constructor", "toString"])
      expect(eventSentence({ action, actor: by("Ada"), data: {} })).toBe(`Ada: ${action}.`);
  });
});
