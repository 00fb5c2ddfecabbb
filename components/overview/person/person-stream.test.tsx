import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { PersonStream } from "./person-stream.tsx";

const names = new Map([["p1", "Hannah Reuter"]]);

it("says what happened to a person, each with its leaf", () => {
  const event = {
    uid: "e1",
    index: 10_348,
    action: "link.redeemed",
    outcome: "success" as const,
    occurredAt: "2026-11-13T14:38:00.000Z",
    stream: "person/p1",
    streamSeq: 3,
    actor: { type: "system" as const, id: "sign-in", name: null },
    targets: [{ type: "person", id: "p1" }],
    data: { ...EVENT_DATA["link.redeemed"], purpose: "join" },
  };
  const text = textOf(
    <PersonStream names={names} events={[event, { ...event, uid: "e2", index: null }]} moreHref="/audit" />,
  );
  expect(text).toContain("Hannah Reuter joined and set a password, by a link mailed to them.");
  expect(text).toContain("leaf 10,348");
  expect(text).toContain("Everything earlier in the audit trail");
  expect(textOf(<PersonStream names={names} events={[]} />)).toContain("Nothing has happened yet");
});
