import { describe, expect, it } from "vitest";
import { releaseWords } from "#components/releases/event-words.ts";
import type { EventWords } from "#components/ui/event-words.ts";
import { EVENTS, type EventType } from "#lib/overview/events.ts";
import type { releaseEvents } from "#lib/releases/events.ts";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { eventSentence, eventSubject, eventTone } from "./event-words.ts";

const dataOf = (type: string, data: object) => ({ ...EVENT_DATA[type as EventType], ...data });
const by = (name: string | null, type = "user") => ({ type, id: "id", name });

const { "release.lapsed": _, ...lacking } = releaseWords;
// Compiles only while a room's words without those of one of its events do not fit.
const fits: typeof lacking extends EventWords<typeof releaseEvents> ? true : false = false;

describe("an event in a sentence", () => {
  it("is there for every event, or it does not compile", () => {
    expect(fits).toBe(false);
    expect(Object.keys(lacking)).toHaveLength(Object.keys(releaseWords).length - 1);
  });

  it("says who did what to what", () => {
    const data = dataOf("verdict.cast", { number: 2, round: 1, seat: "security", decision: "approve" });
    const event = { action: "verdict.cast", actor: by("Mira Okafor"), data };
    expect(eventSentence(event)).toBe("Mira Okafor approved release 2 for Security.");
    expect(eventSubject(event)).toEqual({ text: "release 2, round 1", href: "/releases/2" });
  });

  it("says what became of a policy", () => {
    const say = (action: string, more: object = {}) => {
      const data = dataOf(`policy.${action}`, { version: 2, ...more });
      return eventSentence({ action: `policy.${action}`, actor: by("Ada Berg"), data });
    };
    expect(say("proposed")).toBe("Ada Berg proposed policy 2.");
    expect(say("signed", { seat: "security", decision: "approve" })).toBe(
      "Ada Berg approved the proposed policy 2 for Security.",
    );
    expect(say("rejected")).toBe("Ada Berg recorded the rejection of the proposed policy 2.");
    expect(say("proposal-withdrawn")).toBe("Ada Berg withdrew the proposed policy 2.");
    expect(eventTone("policy.rejected")).toBe("fail");
    const published = {
      action: "policy.published",
      actor: by("Ada Berg"),
      data: dataOf("policy.published", { version: 2 }),
    };
    expect(eventSubject(published)).toEqual({ text: "policy 2", href: "/policy" });
  });

  it("gives the reason of what went back", () => {
    const because = "Log-loss: worse by 0.0470.";
    const data = dataOf("rollout.rolling-back", { number: 1, release: 2, because });
    const event = { action: "rollout.rolling-back", actor: by(null, "system"), data };
    expect(eventSentence(event)).toBe("The system rolled back rollout 1: Log-loss: worse by 0.0470.");
    expect(eventSubject(event).href).toBe("/releases/2/rollout");
    expect(eventTone(event.action)).toBe("fail");
  });

  it("says where a pointer went", () => {
    const moved = (data: object) =>
      eventSentence({
        action: "pointer.moved",
        actor: by(null, "system"),
        data: dataOf("pointer.moved", { pointer: "production", ...data }),
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
        { action, actor: by(null, "system"), targets: to, data: dataOf(action, { by: "person", ...data }) },
        names,
      );
    expect(say("denial.recorded", { code: "role-missing", count: 37 })).toBe(
      "37 requests by Viktor Hale were refused: role missing.",
    );
    expect(say("denial.recorded", { code: "token-unknown", count: 1, by: "address" }, [])).toBe(
      "A request by an unknown caller was refused: token unknown.",
    );
    expect(say("audit.read", { code: "event-list", count: 12 })).toBe(
      "Viktor Hale searched the audit trail 12 times.",
    );
    expect(say("audit.read", { code: "evidence-packet", count: 1 })).toBe(
      "Viktor Hale downloaded evidence packets.",
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
      eventSentence({ action, actor, data: dataOf(action, data), targets }, names);
    const system = by(null, "system");
    expect(said("session.confirmed", system, { method: "recovery" })).toBe(
      "Mira Okafor completed a sign-in by a recovery code.",
    );
    expect(said("factor.enrolled", by("Mira Okafor"), { kind: "webauthn" })).toBe(
      "Mira Okafor added a passkey to their account.",
    );
    expect(said("factor.reset", by("Ada Berg"))).toBe("Ada Berg reset the second factor of Mira Okafor.");
    expect(said("factor-rule.set", by("Ada Berg"), { rule: "required" })).toBe(
      "Ada Berg required a second factor for everyone.",
    );
  });

  it("says why the review of an approved release is open again", () => {
    const event = { action: "release.lapsed", actor: by(null, "system"), data: EVENT_DATA["release.lapsed"] };
    expect(eventSentence(event)).toBe(
      "The system reopened the review of release 2: a signer lost the authority to sign.",
    );
    expect(eventSubject(event)).toEqual({ text: "release 2, round 1", href: "/releases/2" });
    expect(eventTone(event.action)).toBe("hold");
  });

  it("names the release, not the rollout, where one moves with the other", () => {
    for (const action of ["release.started", "release.completed"] as const) {
      const event = { action, actor: by("Ada"), data: dataOf(action, { number: 7, release: 3 }) };
      expect(eventSentence(event)).toMatch(/ release 3\.$/);
      expect(eventSubject(event)).toEqual({ text: "release 3", href: "/releases/3" });
    }
  });

  it("words every event there is, with nothing left out", () => {
    for (const [action, data] of Object.entries(EVENT_DATA)) {
      const event = { action, actor: by("Ada Berg"), data };
      expect(eventSentence(event), action).toMatch(/^[A-Z].* .*[^.]\.$/);
      expect(`${eventSentence(event)} ${eventSubject(event).text}`, action).not.toMatch(
        /undefined|null|NaN|\[object/,
      );
      expect(eventSubject(event).text, action).not.toBe("");
      expect(eventSentence(event), action).not.toContain(action);
    }
    expect(Object.keys(EVENT_DATA).sort()).toEqual(Object.keys(EVENTS).sort());
  });

  it("keeps the name of what an older or newer version wrote in another way", () => {
    for (const data of [{}, { number: "2" }, { ...EVENT_DATA["verdict.cast"], seat: "gardening" }]) {
      const event = { action: "verdict.cast", actor: by("Ada"), data };
      expect(eventSentence(event)).toBe("Ada: verdict.cast.");
      expect(eventSubject(event)).toEqual({ text: "verdict", href: null });
    }
    const data = { ...EVENT_DATA["verdict.cast"], later: 1 };
    const event = { action: "verdict.cast", actor: by("Ada"), data };
    expect(eventSentence(event)).toBe("Ada approved release 2 for Security.");
  });

  it("keeps the name of what it does not know, also of what every object has", () => {
    for (const action of ["thing.happened", "constructor", "toString"])
      expect(eventSentence({ action, actor: by("Ada"), data: {} })).toBe(`Ada: ${action}.`);
  });
});
