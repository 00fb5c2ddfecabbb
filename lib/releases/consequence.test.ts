import { expect, it } from "vitest";
import type { Signature } from "#lib/councils/signature.ts";
import { approvalEnd } from "./consequence.ts";

const signed = (id: string, day: number, counts: boolean) => {
  const signedAt = new Date(Date.UTC(2026, 10, day));
  const signature: Signature = {
    id,
    round: 1,
    seat: "security",
    decision: "approve",
    signerId: id,
    account: null,
    sectionDigests: {},
    signedAt,
  };
  return { signature, standing: counts ? { counts } : { counts, because: "replaced" as const } };
};

it("ends an approval the policy's days after the newest signature that counts", () => {
  const signatures = [
    signed("a", 3, true),
    signed("b", 9, true),
    signed("c", 20, false),
    signed("d", 5, true),
  ];
  const seat = { function: "security", min: 1, state: "met", signatures } as const;
  const council = { seats: [seat], met: 1, objections: [], approved: true };
  expect(approvalEnd(council, 14)).toEqual(new Date(Date.UTC(2026, 10, 23)));
  expect(approvalEnd({ ...council, approved: false }, 14)).toBeNull();
});
