import { expect, it } from "vitest";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { mayConsent } from "./consenting.ts";
import { type PersonEntry, provenanceOf } from "./provenance.ts";

const NOW = new Date("2026-11-26T12:00:00.000Z");
const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR_MS).toISOString();
const entry = (action: string, hours: number, data: object, by: string | null): PersonEntry => ({
  action,
  data,
  by,
  at: ago(hours),
});

const LONG_AGO = (400 * DAY_MS) / HOUR_MS;
/** Somebody whose link this person handed over, long ago; mailed where it was the system. */
function joined(id: string, by: string | null, roles = ["reviewer"]) {
  const via = by === null ? "mailed" : "handed-over";
  const link = { link: id, purpose: "join", via };
  return [
    entry("person.invited", LONG_AGO, { roles }, by),
    entry("link.issued", LONG_AGO, { ...link, expiresAt: ago(0) }, by),
    entry("link.redeemed", LONG_AGO, { ...link, sessionsEnded: 0 }, null),
  ];
}

const reset = entry("factor.reset", 2, { factors: [] }, "alex");
const enrolled = entry("factor.enrolled", 1, { factor: "f", kind: "totp" }, "dara");
const dara = provenanceOf("dara", [...joined("dara", null), reset, enrolled]);

type Given = { id?: string; entries?: PersonEntry[]; functions?: BusinessFunction[]; since?: string };
function consent({
  id = "mira",
  entries = joined(id, null),
  functions = ["security"],
  since = ago(1),
}: Given) {
  const consenter = { told: provenanceOf(id, entries), functions };
  const others = new Map([["omar", provenanceOf("omar", joined("omar", "alex"))]]);
  const may = mayConsent({ consenter, subject: dara, since, hours: 24, days: 365, now: NOW, others });
  return may.ok ? "consents" : may.error.code;
}

it.each<[string, Given, string]>([
  ["a holder of a function who depends on neither", {}, "consents"],
  ["somebody without a function", { functions: [] }, "holds-no-function"],
  ["an admin", { entries: joined("mira", null, ["admin"]) }, "admin-apart"],
  ["themselves", { id: "dara", entries: [...joined("dara", null)] }, "not-oneself"],
  ["somebody who was shown an earlier renewal", { since: ago(2) }, "renewed-again"],
  [
    "somebody who waits",
    { entries: [...joined("mira", null), { ...enrolled, by: "mira" }] },
    "waits-to-sign",
  ],
  ["somebody let in by whoever reset them", { entries: joined("mira", "alex") }, "not-independent"],
  ["somebody let in by somebody they let in", { entries: joined("mira", "omar") }, "not-independent"],
  ["somebody whom they let in", { entries: joined("mira", "dara") }, "not-independent"],
])("%s", (_, given, code) => {
  expect(consent(given)).toBe(code);
});

it("is for nobody who does not wait", () => {
  const now = new Date(NOW.getTime() + DAY_MS);
  const consenter = { told: provenanceOf("mira", joined("mira", null)), functions: ["security"] as const };
  const asked = { consenter, subject: dara, since: ago(1), hours: 24, days: 365, now, others: new Map() };
  expect(mayConsent(asked)).toMatchObject({ error: { code: "nobody-waits" } });
});
