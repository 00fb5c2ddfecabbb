import { describe, expect, it } from "vitest";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { reference } from "#lib/testing/specimens/views/home.ts";
import { EVENTS, type EventType } from "./events.ts";
import { type About, MESSAGE_KINDS } from "./message.ts";
import { messagesOf, tells } from "./messages.ts";
import { conditionMoment, delegationMoment, findingMoment, waiverMoment } from "./moments.ts";

const about: About = { release: { ...reference(), dueAt: null }, model: "flight-delay", thread: 1 };
const nothing: About = { release: null, model: null, thread: null };
const types = Object.keys(EVENTS) as EventType[];
const told = types.flatMap((type) => messagesOf(type, EVENT_DATA[type], about));

describe("the messages of events", () => {
  it.each(types.filter(tells))(
    "%s names a page of this product, and no person by id in its words",
    (type) => {
      for (const { href, title, sentence, to, kind } of messagesOf(type, EVENT_DATA[type], about)) {
        expect(href).toMatch(/^\/[a-z]/);
        expect(title.length).toBeLessThanOrEqual(200);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(title + sentence).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
        expect(to.length).toBeGreaterThan(0);
        expect(MESSAGE_KINDS).toContain(kind);
      }
    },
  );

  it("cover every kind", () => {
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(MESSAGE_KINDS));
  });

  it("ask only by topics that wait on the home page", () => {
    const asking = told.filter(({ asks }) => asks).map(({ topic }) => topic.replace(/-.*/, ""));
    const known = [
      "sign",
      "answer",
      "start",
      "judge",
      "halted",
      "incident",
      "learning",
      "policy",
      "tier",
      "waiver",
      "envelope",
      "council",
      "late",
      "review",
    ];
    for (const topic of asking) expect(known).toContain(topic);
  });

  it("of a late seat go to those whom its event names, and to nobody else", () => {
    const to = ["0197a1c0-0000-7000-8000-0000000000a1", "0197a1c0-0000-7000-8000-0000000000a2"];
    const of = { ...EVENT_DATA["release.seat-escalated"], number: 7, seat: "security", to };
    const [message, ...others] = messagesOf("release.seat-escalated", of, about);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      topic: "late-7-security",
      asks: true,
      to: to.map((id) => ({ are: "person", id })),
    });
  });

  it("are none where what they are about cannot be read, or an entry is of another version", () => {
    expect(messagesOf("release.submitted", EVENT_DATA["release.submitted"], nothing)).toEqual([]);
    expect(messagesOf("release.submitted", { odd: true }, about)).toEqual([]);
    expect(messagesOf("release.sung", {}, about)).toEqual([]);
  });
});

describe("the messages of moments", () => {
  const at = new Date("2026-12-01T08:00:00.000Z");
  const before = new Date("2026-11-30T08:00:00.000Z");
  const later = new Date("2026-12-08T08:00:00.000Z");
  const of = {
    id: "1",
    at,
    number: 4,
    model: "flight-delay",
    release: 2,
    title: "flight-delay v3 to production",
  };

  it.each([conditionMoment, waiverMoment, findingMoment])(
    "have a name for each date, before and after",
    (moment) => {
      const names = [
        moment(of, before),
        moment(of, at),
        moment({ ...of, at: later }, before),
        moment({ ...of, at: later }, later),
      ].map(({ source }) => source);
      expect(new Set(names).size).toBe(4);
      expect(moment(of, at)).toEqual(moment(of, later));
    },
  );

  it("tell both sides that a delegation starts", () => {
    const { message } = delegationMoment({ id: "1", at, endsAt: later, to: "a", from: "b" });
    expect(message.to).toEqual([
      { are: "person", id: "a" },
      { are: "person", id: "b" },
    ]);
  });
});
