import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { type Forgeable, type Forging, forged } from "#lib/testing/packets/forging.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

const verified = (change: Forging) => {
  const { exitCode, of } = verdictOn(forged(told.packets.first, change), told.folder);
  const { says = "", findings = [] } = of("grants") ?? {};
  return { exitCode, says, said: findings.map(({ place, message }) => `${place}: ${message}`).join("\n") };
};

/** The step of a grant as the log has it: Dara's for data-science, unless another is named. */
function step(entries: Forgeable[], verb: string, id = told.world.people.dara.id): Forgeable {
  const found = entries.find((one) => one.stream === `person/${id}` && one.action === `function.${verb}`);
  if (!found) throw new Error(`no ${verb} of ${id}`);
  return found;
}
const by = (entry: Forgeable, id: string): void => void Object.assign(entry, { actor: { type: "user", id } });
const invitationOf = (entries: Forgeable[], name: string): string => {
  const named = { nora: 1, otto: 2, pia: 3 }[name];
  const stream = entries.find((one) => one.stream.endsWith(`f${named}`))?.stream;
  return stream!.slice("person/".length);
};

/** Changes the confirmation of Dara's function. */
const confirming =
  (alter: (entry: Forgeable, entries: Forgeable[]) => void): Forging =>
  (entries) => {
    alter(step(entries, "confirmed"), entries);
    return entries;
  };
const waiting = (entry: Forgeable, hours: number) => {
  const effectiveAt = new Date(new Date(entry.occurred_at).getTime() + hours * HOUR_MS).toISOString();
  Object.assign(entry.data, { waitHours: hours, effectiveAt });
};

it("decides every grant again, back to the founding, and finds nothing wrong with honest ones", () => {
  const { exitCode, says, said } = verified((entries) => entries);
  expect(said).toBe("");
  expect(exitCode).toBe(0);
  // Three signers, one of them with two functions and one whose function was taken and given again, and two founders.
  expect(says).toMatch(/^\d functions were granted by two people, 0 by one admin/);
  expect(Number(says[0])).toBeGreaterThanOrEqual(6);
});

describe("whoever holds the log's key cannot write a confirmation", () => {
  it.each<[string, Forging, string]>([
    ["by its proposer", confirming((one, all) => by(one, step(all, "proposed").actor.id)), "own-proposal"],
    ["by its subject", confirming((one) => by(one, told.world.people.dara.id)), "not-oneself"],
    ["by an admin", confirming((one, all) => by(one, invitationOf(all, "nora"))), "had no right to it"],
    [
      "by nobody",
      confirming((one) => Object.assign(one, { actor: { type: "system", id: "x" } })),
      "nobody who has an account",
    ],
    [
      "by a holder of the same function only",
      (entries) => {
        by(step(entries, "confirmed", told.world.people.carla.id), told.world.people.dara.id);
        return renamed(entries, told.world.people.dara.id, "data-science", "compliance");
      },
      "not-another-function",
    ],
    [
      "by somebody who held nothing yet",
      confirming((one) => by(one, told.world.people.erik.id)),
      "had no right to it",
    ],
    [
      "by somebody whose function was removed",
      (entries) => ended(entries, "function.removed"),
      "not-another-function",
    ],
    [
      "by somebody who was disabled",
      (entries) => ended(entries, "person.disabled"),
      "whose account was disabled",
    ],
    [
      "that waits less than the policy asks",
      confirming((one) => waiting(one, 1)),
      "waits 1 hours, where the",
    ],
    [
      "that holds before its wait is over",
      confirming((one) => Object.assign(one.data, { effectiveAt: one.occurred_at })),
      "takes effect at",
    ],
    [
      "of what nobody proposed",
      (entries) => entries.filter((one) => one !== step(entries, "proposed")),
      "not-proposed",
    ],
    [
      "as a founding of what was founded",
      confirming((one) => Object.assign(one.data, { founding: true })),
      "half of a founding",
    ],
  ])("%s", (_, change, finding) => {
    const { exitCode, said } = verified(change);
    expect(said).toContain(finding);
    expect(exitCode).toBe(1);
  });
});

/** A person's steps of one function as steps of another. */
function renamed(entries: Forgeable[], id: string, from: BusinessFunction, to: BusinessFunction) {
  for (const { stream, data } of entries)
    if (stream === `person/${id}` && data["function"] === from) data["function"] = to;
  return entries;
}

/** Otto, who confirmed Dara's function, lost this before it. */
function ended(entries: Forgeable[], action: string): Forgeable[] {
  const otto = invitationOf(entries, "otto");
  const confirmed = step(entries, "confirmed");
  const spare = entries.find(
    ({ stream, action: own }) => stream === `person/${otto}` && own === "link.issued",
  )!;
  const data = action === "function.removed" ? { function: "business" } : {};
  const at = entries.indexOf(confirmed);
  const loss = { ...spare, action, data, details: {} };
  return moved(entries.filter((one) => one !== spare).toSpliced(at - 1, 0, loss));
}

/** Gives entries the places of the log in their new order. */
function moved(entries: Forgeable[]): Forgeable[] {
  const places = entries.map(({ idx }) => idx).sort((one, other) => one - other);
  return entries.map((entry, i) => ({ ...entry, idx: places[i]! }));
}

describe("nor a proposal", () => {
  it.each<[string, Forging, string]>([
    [
      "by somebody who was no admin",
      (entries) => {
        by(step(entries, "proposed"), invitationOf(entries, "pia"));
        return entries;
      },
      "is by somebody who had no right to it",
    ],
    [
      "of an admin",
      (entries) => {
        const { id } = told.world.people.dara;
        const invited = entries.find(
          (one) => one.stream === `person/${id}` && one.action === "person.invited",
        );
        invited!.data["roles"] = ["admin"];
        return entries;
      },
      "should have been refused (admin-apart)",
    ],
  ])("%s", (_, change, finding) => {
    const { exitCode, said } = verified(change);
    expect(said).toContain(finding);
    expect(exitCode).toBe(1);
  });
});

describe("nor a founding", () => {
  it.each<[string, Forging, string]>([
    [
      "by two whose links one hand passed on",
      (entries) => {
        const admin = invitationOf(entries, "nora");
        for (const one of entries.filter(({ action }) => action === "person.invited"))
          if (/f[23]$/.test(one.stream)) by(one, admin);
        return entries;
      },
      "founders-not-two",
    ],
    [
      "of which one half is missing",
      (entries) => {
        const otto = invitationOf(entries, "otto");
        return entries.filter((one) => one !== step(entries, "confirmed", otto));
      },
      "not-another-function",
    ],
  ])("%s", (_, change, finding) => {
    const { exitCode, said } = verified(change);
    expect(said).toContain(finding);
    expect(exitCode).toBe(1);
  });
});

it("says so where the streams of whoever granted a function were left out", () => {
  const { exitCode, said } = verified((entries) => entries.filter(({ stream }) => !stream.endsWith("f1")));
  expect(said).toContain("is missing: who granted a function");
  expect(exitCode).toBe(3);
});

describe("functions from before two granted them", () => {
  const alone =
    (at: "before" | "after"): Forging =>
    (entries) => {
      const { id } = told.world.people.dara;
      const own = entries.filter((one) => one.stream === `person/${id}`);
      const invited = own.find(({ action }) => action === "person.invited")!;
      invited.data["functions"] = ["data-science"];
      const steps = own.filter(({ action }) => action.startsWith("function."));
      const kept = entries.filter((one) => !steps.includes(one) && one !== invited);
      return moved(
        at === "before" ? [invited, ...kept] : kept.toSpliced(entries.indexOf(steps[0]!) - 1, 0, invited),
      );
    };

  it("are counted and not judged", () => {
    const { says, said } = verified(alone("before"));
    expect(says).toContain("1 by one admin before that was the rule");
    expect(said).not.toContain("gives a function by one person");
  });

  it("cannot be written once two grant them", () => {
    const { exitCode, said } = verified(alone("after"));
    expect(said).toContain("gives a function by one person, after two had to grant it");
    expect(exitCode).toBe(1);
  });
});
