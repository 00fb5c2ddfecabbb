import { expect, it } from "vitest";
import { seat, verdict } from "#lib/testing/specimens/views/releases.ts";
import { signaturesOf, signedBy } from "./signature-words.ts";

it("every signature is kept, newest first, with what it says and how it was given", () => {
  const old = verdict({
    id: "old",
    counts: false,
    because: "replaced",
    signedAt: "2026-11-20T08:00:00.000Z",
  });
  const recent = verdict({ id: "new", decision: "request-changes", method: "webauthn" });
  const seats = [seat({ verdicts: [old] }), seat({ function: "product", verdicts: [recent] })];
  expect(signaturesOf({ seats })).toMatchObject([
    { id: "new", act: "requested changes for Product", method: "by passkey", stale: undefined },
    {
      id: "old",
      act: "approved for Security",
      method: "by password",
      stale: "the signer decided again later",
    },
  ]);
});

it.each([
  ["totp", "by password and one-time code"],
  ["recovery", "by password and recovery code"],
] as const)("a signature by %s says so", (method, text) => {
  const [only] = signaturesOf({ seats: [seat({ verdicts: [verdict({ method })] })] });
  expect(only!.method).toBe(text);
});

it("a section is signed by the functions that cover it and approve now", () => {
  const covering = { signs: ["evidence" as const] };
  const seats = [
    seat({ ...covering, verdicts: [verdict()] }),
    seat({ ...covering, function: "product", verdicts: [verdict({ counts: false, because: "replaced" })] }),
    seat({ ...covering, function: "compliance", verdicts: [verdict({ decision: "reject" })] }),
    seat({ signs: ["plan"], function: "engineering", verdicts: [verdict()] }),
    seat({ ...covering, function: "data-science", verdicts: [verdict()] }),
  ];
  expect(signedBy({ seats }, "evidence")).toBe("Security, Data science");
  expect(signedBy({ seats }, "target")).toBe("");
});
