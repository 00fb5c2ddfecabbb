import { describe, expect, it } from "vitest";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { differences, foldFacts } from "#lib/audit/replay.ts";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { releaseFold } from "./replay.ts";

const ID = "0198c0de-0000-7000-8000-000000000001";
const at = (second: number) => `2026-03-01T12:00:0${second}.000Z`;
const entry = (
  action: keyof typeof EVENT_DATA,
  second: number,
  data: object = EVENT_DATA[action],
): AuditEntry => ({
  v: 1,
  id: ID,
  tenant: ID,
  stream: `release/${ID}`,
  stream_seq: second,
  action,
  occurred_at: at(second),
  outcome: "success",
  actor: { type: "user", id: ID },
  targets: [],
  data: data as NonNullable<AuditEntry["data"]>,
});

describe("a replay of a release", () => {
  it("leads to its state, its rounds, its verdicts and its approval", () => {
    const { facts, faults } = foldFacts(releaseFold, [
      entry("release.opened", 1),
      entry("release.submitted", 2),
      entry("verdict.cast", 3),
      entry("release.approved", 4),
    ]);
    expect(faults).toEqual([]);
    expect(facts.get("release 2")).toMatchObject({
      state: "approved",
      round: 1,
      approvedAt: at(4),
      validUntil: EVENT_DATA["release.approved"].validUntil,
    });
    expect(facts.get("round 1 of release 2")).toEqual({
      subject: EVENT_DATA["release.opened"].subject,
      sections: EVENT_DATA["release.opened"].sections,
    });
    expect(facts.get(`verdict ${ID}`)).toMatchObject({ of: "release 2", seat: "security", signedAt: at(3) });
  });

  it("removes the approval on an edit or a lapse, and does not move on a verdict alone", () => {
    const steps = [entry("release.opened", 1), entry("release.approved", 2), entry("release.lapsed", 3)];
    const lapsed = foldFacts(releaseFold, steps).facts.get("release 2");
    expect(lapsed).toMatchObject({ state: "in-review", approvedAt: null, validUntil: null });
    const asked = [
      entry("release.opened", 1),
      entry("release.changes-requested", 2),
      entry("verdict.cast", 3),
    ];
    expect(foldFacts(releaseFold, asked).facts.get("release 2")).toMatchObject({
      state: "changes-requested",
    });
  });

  it("reports an entry it cannot read, and continues", () => {
    const { facts, faults } = foldFacts(releaseFold, [
      entry("release.opened", 1),
      entry("release.approved", 2, { number: "2" }),
    ]);
    expect(faults).toEqual([`event ${ID}: its data does not fit release.approved`]);
    expect(facts.get("release 2")).toMatchObject({ state: "draft" });
  });
});

describe("the differences between log and tables", () => {
  it("are listed by subject and field, whatever the order of keys", () => {
    const log = new Map([
      ["release 1", { state: "approved", sections: { a: 1, b: 2 } }],
      ["release 2", { state: "draft" }],
    ]);
    const tables = new Map([
      ["release 1", { state: "draft", sections: { b: 2, a: 1 } }],
      ["release 3", { state: "draft" }],
    ]);
    expect(differences(log, tables)).toEqual([
      'release 1: state is "draft" in the tables, "approved" in the log',
      "release 2: is in the log but not in the tables",
      "release 3: is in the tables but not in the log",
    ]);
    expect(differences(log, log)).toEqual([]);
  });
});
