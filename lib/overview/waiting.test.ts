import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownBy } from "#lib/access/identity-level.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { SECTIONS, type SectionDigests, signedSections } from "#lib/councils/sections.ts";
import { type Approval, type Signature, VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Review, seatWaitingFor, unfillableSeats } from "./waiting.ts";

const now = Object.fromEntries(SECTIONS.map((section) => [section, digestOfJson(section)])) as SectionDigests;
const before: SectionDigests = {
  ...now,
  plan: digestOfJson("an older plan"),
  artifact: digestOfJson("older bits"),
};
const people = ["mira", "carla", "jonas", "tomas"] as const;
const person = fc.constantFrom(...people);
const seat = fc.constantFrom(...FUNCTIONS.slice(0, 3));

const verdict = fc.record({
  seat,
  signerId: person,
  decision: fc.constantFrom(...VERDICT_DECISIONS),
  old: fc.boolean(),
});

const review = fc
  .record({
    seats: fc.uniqueArray(fc.record({ function: seat, min: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      selector: (rule) => rule.function,
    }),
    cast: fc.array(verdict, { maxLength: 6 }),
    contributors: fc.array(fc.record({ personId: person, because: fc.constant("opened it") }), {
      maxLength: 2,
    }),
  })
  .map(({ seats, cast, contributors }): Review => {
    const signatures = cast.map(
      ({ old, ...one }, at): Signature => ({
        ...one,
        id: String(at),
        round: 1,
        account: null,
        sectionDigests: Object.fromEntries(
          signedSections(one.seat, seats).map((section) => [section, (old ? before : now)[section]]),
        ),
        signedAt: new Date(at * 1000),
      }),
    );
    const entitled = ({ signerId }: Approval) => !contributors.some(({ personId }) => personId === signerId);
    return {
      kind: "release",
      identity: { takes: ["mailed"], of: () => knownBy("mailed", []) },
      seats,
      signatures,
      contributors,
      council: councilStanding({ seats, signatures, digests: now, entitled, lifted: () => false }),
    };
  });

const signer = fc.record({ id: person, functions: fc.subarray([...FUNCTIONS.slice(0, 3)]) });

describe("what waits for a person", () => {
  it("is an open seat of their own function, on a release they did not contribute to", () => {
    fc.assert(
      fc.property(review, signer, (release, who) => {
        const waiting = seatWaitingFor(who, release);
        if (!waiting) return;
        expect(who.functions).toContain(waiting.seat);
        expect(release.contributors.map(({ personId }) => personId)).not.toContain(who.id);
        const { state } = release.council.seats.find((one) => one.function === waiting.seat)!;
        expect(["waiting", "stale"]).toContain(state);
        expect(waiting.changed.length > 0).toBe(state === "stale");
      }),
    );
  });

  it("is nothing once they have signed the present content", () => {
    fc.assert(
      fc.property(review, signer, (release, who) => {
        const waiting = seatWaitingFor(who, release);
        const counting = release.council.seats.flatMap((one) =>
          one.signatures.filter(
            ({ signature: cast, standing }) => cast.signerId === who.id && standing.counts,
          ),
        );
        if (counting.length > 0) expect(waiting).toBeNull();
      }),
    );
  });

  it("is everything, where a seat is open and enough people can fill it", () => {
    fc.assert(
      fc.property(review, (release) => {
        const everyone = people.map((id) => ({ id, functions: FUNCTIONS }));
        const stuck = unfillableSeats(everyone, release);
        for (const { function: name, state } of release.council.seats)
          if (state === "met") expect(stuck).not.toContain(name);
        expect(unfillableSeats([], release)).toEqual(
          release.council.seats.filter(({ state }) => state !== "met").map((one) => one.function),
        );
      }),
    );
  });
});
