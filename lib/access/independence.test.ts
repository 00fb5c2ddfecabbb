import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { dependence } from "./independence.ts";
import { type PersonEntry, type Provenance, provenanceOf } from "./provenance.ts";

const NOW = new Date("2026-11-26T12:00:00.000Z");
const ago = (days: number): string => daysLater(NOW, -days).toISOString();
const PEOPLE = ["alex", "mira", "hannah", "dana"];

const invited = (by: string | null, days: number): PersonEntry => ({
  action: "person.invited",
  data: { roles: ["reviewer"], functions: [] },
  by,
  at: ago(days),
});
const issued = (link: string, by: string | null, days: number, via?: "mailed"): PersonEntry => ({
  action: "link.issued",
  data: { link, purpose: "new-password", expiresAt: ago(days - 1), ...(via ? { via } : {}) },
  by,
  at: ago(days),
});
const redeemed = (link: string, days: number, via?: "mailed", purpose?: "join"): PersonEntry => ({
  action: "link.redeemed",
  data: { link, sessionsEnded: 0, ...(via ? { via } : {}), ...(purpose ? { purpose } : {}) },
  by: null,
  at: ago(days),
});
const ofFunction = (type: string, by: string, days: number): PersonEntry => ({
  action: `function.${type}`,
  data: {
    function: "compliance",
    ...(type === "confirmed" ? { effectiveAt: ago(days - 1), waitHours: 24 } : {}),
  },
  by,
  at: ago(days),
});
const reset = (by: string, days: number): PersonEntry => ({
  action: "factor.reset",
  data: { factors: [] },
  by,
  at: ago(days),
});

const of = (personId: string, ...entries: PersonEntry[]) => provenanceOf(personId, entries);
const others: ReadonlyMap<string, Provenance> = new Map();
const within = { days: 365, at: NOW, others };

describe("two signers", () => {
  const mira = of(
    "mira",
    invited("alex", 400),
    issued("l1", "alex", 400, "mailed"),
    redeemed("l1", 400, "mailed", "join"),
  );
  const joined = (...more: PersonEntry[]) =>
    of(
      "hannah",
      invited("omar", 30),
      issued("l2", "omar", 30, "mailed"),
      redeemed("l2", 30, "mailed", "join"),
      ...more,
    );

  it("are independent where neither made the other a signer", () => {
    expect(dependence(mira, joined(), within)).toBeNull();
    expect(dependence(mira, joined(ofFunction("confirmed", "dana", 3)), within)).toBeNull();
  });

  it.each<[string, Provenance]>([
    [
      "invited",
      of(
        "hannah",
        invited("mira", 30),
        issued("l2", null, 29, "mailed"),
        redeemed("l2", 29, "mailed", "join"),
      ),
    ],
    ["proposed", joined(ofFunction("proposed", "mira", 10))],
    ["confirmed", joined(ofFunction("proposed", "alex", 10), ofFunction("confirmed", "mira", 9))],
    ["reset", joined(reset("mira", 2))],
    ["reset", joined(issued("l3", "mira", 2, "mailed"), redeemed("l3", 2, "mailed"))],
  ])("are not where one %s the other, until the window is over", (because, hannah) => {
    expect(dependence(mira, hannah, within)).toMatchObject({ because, by: "mira", of: "hannah" });
    expect(dependence(mira, hannah, { ...within, at: daysLater(NOW, 364) })).toBeNull();
    expect(dependence(mira, hannah, { ...within, days: 1 })).toBeNull();
  });

  it("are one where one person handed both their links over, however long ago", () => {
    const handed = (id: string, by: string, days: number) =>
      of(id, invited(by, days), issued(id, by, days), redeemed(id, days, undefined, "join"));
    expect(dependence(handed("hannah", "alex", 900), handed("dana", "alex", 2), within)).toMatchObject({
      because: "one-hand",
      by: "alex",
    });
    expect(dependence(handed("hannah", "alex", 900), handed("dana", "omar", 2), within)).toBeNull();
    expect(dependence(handed("hannah", "alex", 9), mira, within)).toBeNull();
    const renewed = of("dana", invited("alex", 9), issued("n", "omar", 3), redeemed("n", 3));
    expect(dependence(handed("hannah", "alex", 9), renewed, within)).toMatchObject({ by: "alex" });
    const mailed = of(
      "dana",
      invited("omar", 9),
      issued("n", "omar", 3, "mailed"),
      redeemed("n", 3, "mailed"),
    );
    expect(dependence(handed("hannah", "alex", 9), mailed, within)).toBeNull();
  });

  it("are one where their links lead back to one hand through others", () => {
    const handed = (id: string, by: string) =>
      of(id, invited(by, 900), issued(id, by, 900), redeemed(id, 900, undefined, "join"));
    const tree = [
      handed("boss", "alex"),
      handed("omar", "alex"),
      handed("dana", "omar"),
      handed("hannah", "boss"),
    ];
    const known = new Map(tree.map((one) => [one.personId, one]));
    const moment = { ...within, others: known };
    const [boss, , dana, hannah] = tree as [Provenance, Provenance, Provenance, Provenance];
    expect(dependence(dana, hannah, moment)).toEqual({ because: "one-hand", by: "alex" });
    expect(dependence(dana, boss, moment)).toEqual({ because: "one-hand", by: "alex" });
    expect(dependence(dana, of("alex"), moment)).toEqual({ because: "one-hand", by: "alex" });
    expect(dependence(dana, mira, moment)).toBeNull();
    const circle = [handed("a", "b"), handed("b", "a")] as const;
    const round = new Map(circle.map((one) => [one.personId, one]));
    expect(dependence(circle[0], mira, { ...within, others: round })).toBeNull();
  });

  it("are not where whoever handed over what one signs in with made the other a signer", () => {
    const puppet = of("puppet", issued("p", "alex", 9), redeemed("p", 9, undefined, "join"));
    const guest = joined(ofFunction("proposed", "alex", 3));
    const moment = { ...within, others: new Map([["puppet", puppet]]) };
    const behind = { hand: "alex", of: ["puppet"] };
    const tie = { because: "proposed", by: "alex", of: "hannah", at: ago(3), behind };
    expect(dependence(puppet, guest, moment)).toEqual(tie);
    expect(dependence(guest, puppet, moment)).toEqual(tie);
    expect(dependence(puppet, guest, { ...moment, byAccount: true })).toBeNull();
    expect(dependence(puppet, guest, { ...moment, days: 2 })).toBeNull();
  });

  it("are not where one made the other a signer through an account whose link they handed over", () => {
    const puppet = of("puppet", issued("p", "alex", 900), redeemed("p", 900, undefined, "join"));
    const second = of("second", issued("q", "puppet", 900), redeemed("q", 900, undefined, "join"));
    const guest = joined(ofFunction("confirmed", "second", 3), reset("second", 2));
    const moment = { ...within, others: new Map([puppet, second].map((one) => [one.personId, one])) };
    const behind = { hand: "alex", of: ["second"] };
    expect(dependence(of("alex"), guest, moment)).toMatchObject({ because: "reset", by: "second", behind });
    expect(dependence(mira, guest, moment)).toBeNull();
  });

  it("do not become dependent by what happens after the signature", () => {
    const hannah = joined(reset("mira", 2));
    expect(dependence(mira, hannah, { ...within, at: daysLater(NOW, -3) })).toBeNull();
  });
});

const entry = fc
  .record({ by: fc.constantFrom(...PEOPLE, null), days: fc.integer({ min: 0, max: 800 }) })
  .chain(({ by, days }) =>
    fc.constantFrom(
      [invited(by, days)],
      [issued(`l${days}`, by, days), redeemed(`l${days}`, days)],
      [issued(`l${days}`, by, days, "mailed"), redeemed(`l${days}`, days, "mailed")],
      [ofFunction("proposed", by ?? "x", days), ofFunction("confirmed", by ?? "x", days)],
      [reset(by ?? "x", days)],
    ),
  );
const person = (id: string) =>
  fc
    .array(entry, { maxLength: 6 })
    .map((entries) => of(id, ...entries.flat().toSorted((a, b) => (a.at < b.at ? -1 : 1))));

describe("independence", () => {
  const pair = fc.tuple(person("mira"), person("hannah"));
  const days = fc.integer({ min: 1, max: 900 });

  it("is symmetric, and nobody depends on themself", () => {
    fc.assert(
      fc.property(pair, days, ([a, b], days) => {
        const moment = { ...within, days };
        expect(dependence(a, b, moment)).toEqual(dependence(b, a, moment));
        expect(dependence(a, a, moment)).toBeNull();
      }),
    );
  });

  it("is lost by a longer window, never won", () => {
    fc.assert(
      fc.property(pair, days, days, ([a, b], some, more) => {
        const shorter = dependence(a, b, { ...within, days: Math.min(some, more) });
        const longer = dependence(a, b, { ...within, days: Math.max(some, more) });
        if (shorter !== null) expect(longer).not.toBeNull();
      }),
    );
  });

  it("names who did what within the window", () => {
    fc.assert(
      fc.property(pair, days, ([a, b], days) => {
        const found = dependence(a, b, { ...within, days });
        if (found === null) return;
        if (found.because === "one-hand" || found.behind) expect(PEOPLE).toContain(found.by);
        else expect([found.by, found.of].toSorted()).toEqual(["hannah", "mira"]);
      }),
    );
  });
});
