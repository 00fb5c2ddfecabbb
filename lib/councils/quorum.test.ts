import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { mayFillSeat } from "./eligibility.ts";
import { councilStanding } from "./quorum.ts";
import { SECTIONS, type SectionDigests, signedSections } from "./sections.ts";
import { type Approval, type Signature, VERDICT_DECISIONS } from "./signature.ts";

const digestsOf = (salt: Partial<Record<string, number>> = {}): SectionDigests =>
  Object.fromEntries(SECTIONS.map((name) => [name, digestOfJson([name, salt[name] ?? 0])])) as SectionDigests;
const DIGESTS = digestsOf();
const PEOPLE = ["ana", "ben", "cleo", "dan", "eva"];

const seats: fc.Arbitrary<SeatRule[]> = fc.uniqueArray(
  fc.record({ function: fc.constantFrom(...FUNCTIONS), min: fc.integer({ min: 1, max: 2 }) }),
  { minLength: 1, selector: (seat) => seat.function },
);

/** A council with a history of signatures, each over its seat's sections at the time. */
const history = seats.chain((rules) =>
  fc
    .array(
      fc.record({
        signer: fc.constantFrom(...PEOPLE),
        seat: fc.constantFrom(...rules.map((rule) => rule.function)),
        decision: fc.constantFrom(...VERDICT_DECISIONS),
        stale: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((casts) => ({ seats: rules, signatures: casts.map((cast, i) => signatureBy(rules, cast, i)) })),
);

type Cast = { signer: string; seat: BusinessFunction; decision: Signature["decision"]; stale?: boolean };

function signatureBy(
  rules: readonly SeatRule[],
  { signer, seat, decision, stale }: Cast,
  i: number,
): Signature {
  const over = stale ? digestsOf({ case: 1 }) : DIGESTS;
  const sectionDigests = Object.fromEntries(signedSections(seat, rules).map((name) => [name, over[name]]));
  const signedAt = new Date(Date.UTC(2026, 10, 23, 8, i));
  return { id: `v${i}`, round: 1, seat, decision, signerId: signer, account: null, sectionDigests, signedAt };
}

const everyone = (_approval: Approval) => true;
const nobody = (_signature: string) => false;
const standing = (
  of: { seats: readonly SeatRule[]; signatures: readonly Signature[] },
  { entitled = everyone, lifted = nobody }: { entitled?: typeof everyone; lifted?: typeof nobody } = {},
) => councilStanding({ ...of, digests: DIGESTS, entitled, lifted });

describe("a council", () => {
  it("has approved only if every seat has its number of distinct people and nobody objects", () => {
    fc.assert(
      fc.property(history, (of) => {
        const council = standing(of);
        const fullyApproved = council.seats.every(({ signatures, min }) => {
          const counting = signatures.filter((one) => one.standing.counts).map(({ signature }) => signature);
          const people = new Set(counting.map(({ signerId }) => signerId));
          expect(people.size).toBe(counting.length);
          return people.size >= min && counting.every(({ decision }) => decision === "approve");
        });
        expect(council.approved).toBe(fullyApproved);
      }),
    );
  });

  it("counts only the latest signature of a person in a seat, and none over other content", () => {
    fc.assert(
      fc.property(history, (of) => {
        for (const { signatures } of standing(of).seats)
          for (const { signature, standing: counts } of signatures) {
            const later = signatures.some(
              ({ signature: other }) =>
                other.signerId === signature.signerId && other.signedAt > signature.signedAt,
            );
            const current = signature.sectionDigests.case === DIGESTS.case;
            expect(counts.counts).toBe(!later && current);
          }
      }),
    );
  });

  it("is no longer approved once anyone objects, whatever came before", () => {
    fc.assert(
      fc.property(history, fc.constantFrom("request-changes", "reject"), (of, decision) => {
        const seat = of.seats[0]!.function;
        const objection = signatureBy(of.seats, { signer: "zoe", seat, decision }, 99);
        expect(standing({ ...of, signatures: [...of.signatures, objection] }).approved).toBe(false);
      }),
    );
  });

  it("drops an approval when its signer loses the authority, and keeps every objection", () => {
    fc.assert(
      fc.property(history, fc.subarray(PEOPLE), (of, gone) => {
        const before = standing(of);
        const council = standing(of, { entitled: ({ signerId }) => !gone.includes(signerId) });
        const counting = council.seats.flatMap(({ signatures }) =>
          signatures.filter((one) => one.standing.counts),
        );
        for (const { signature } of counting)
          expect(signature.decision === "approve" && gone.includes(signature.signerId)).toBe(false);
        expect(council.objections).toEqual(before.objections);
        expect(council.approved && before.objections.length > 0).toBe(false);
      }),
    );
  });

  it("drops exactly the objections that were lifted", () => {
    fc.assert(
      fc.property(history, fc.func(fc.boolean()), (of, lifted) => {
        const before = standing(of);
        const left = before.objections.filter(({ id }) => !lifted(id));
        expect(
          standing(of, { lifted: (id) => before.objections.some((one) => one.id === id) && lifted(id) })
            .objections,
        ).toEqual(left);
      }),
    );
  });

  it("without seats approves nothing", () => {
    expect(standing({ seats: [], signatures: [] }).approved).toBe(false);
    const seat = { function: "security", min: 0 } as const;
    expect(standing({ seats: [seat], signatures: [] }).approved).toBe(false);
  });
});

describe("sections", () => {
  it("are each signed by at least one seat, for any set of seats", () => {
    fc.assert(
      fc.property(seats, (rules) => {
        const signed = new Set(rules.flatMap((rule) => signedSections(rule.function, rules)));
        expect([...SECTIONS].filter((section) => !signed.has(section))).toEqual([]);
      }),
    );
  });

  it("void exactly the signatures over a section that changes", () => {
    fc.assert(
      fc.property(seats, fc.constantFrom(...SECTIONS), (rules, section) => {
        const signatures = rules.map((rule, i) =>
          signatureBy(rules, { signer: PEOPLE[i] ?? `p${i}`, seat: rule.function, decision: "approve" }, i),
        );
        const council = councilStanding({
          seats: rules,
          signatures,
          digests: digestsOf({ [section]: 7 }),
          entitled: everyone,
          lifted: nobody,
        });
        for (const { function: seat, signatures: cast } of council.seats) {
          const voided = signedSections(seat, rules).includes(section);
          expect(cast[0]!.standing).toEqual(
            voided ? { counts: false, because: "changed", sections: [section] } : { counts: true },
          );
        }
        expect(council.approved).toBe(false);
      }),
    );
  });
});

it("no contributor of the release fills a seat, and nobody fills two", () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...PEOPLE), fc.subarray(PEOPLE), (of, who, parts) => {
      const contributors = parts.map((personId) => ({ personId, because: "trained it" }));
      const seat = of.seats[0]!.function;
      const signer = { id: who, functions: [...FUNCTIONS] };
      const subject = { ...of, kind: "release", contributors } as const;
      const { ok } = mayFillSeat(signer, seat, subject);
      const elsewhere = of.signatures.some((one) => one.signerId === who && one.seat !== seat);
      expect(ok).toBe(!parts.includes(who) && !elsewhere);
      expect(mayFillSeat({ id: who, functions: [] }, seat, subject).ok).toBe(false);
    }),
  );
});
