import { expect, it } from "vitest";
import { type PersonEntry, provenanceOf } from "./provenance.ts";

const at = (minute: number) => `2026-11-20T08:${String(minute).padStart(2, "0")}:00.000Z`;
let minute = 0;
const entry = (action: string, data: object, by: string | null = "alex"): PersonEntry => {
  minute += 1;
  return { action, data, by, at: at(minute) };
};
const compliance = { function: "compliance" } as const;

it("tells a person's whole way to a seat", () => {
  minute = 0;
  const told = provenanceOf("hannah", [
    entry("person.invited", { roles: ["reviewer"] }),
    entry("link.issued", { link: "l", purpose: "join", expiresAt: at(59), via: "mailed" }),
    entry("link.redeemed", { link: "l", sessionsEnded: 0, purpose: "join", via: "mailed" }, null),
    entry("factor.enrolled", { factor: "f1", kind: "webauthn", key: `sha256:${"a".repeat(64)}` }, "hannah"),
    entry("function.proposed", compliance),
    entry("function.confirmed", { ...compliance, effectiveAt: at(50), waitHours: 24 }, "mira"),
    entry("factor.reset", { factors: ["f1"] }, "omar"),
    entry("factor.enrolled", { factor: "f2", kind: "totp" }, "hannah"),
    entry("signing.consented", { since: at(8), until: at(58) }, "mira"),
    entry("identity.bound", { identity: "i", issuer: "https://login.example", via: "account" }, "hannah"),
    entry("person.disabled", {}),
    entry("person.enabled", {}),
    entry("function.removed", compliance),
    entry("session.opened", {}, null),
  ]);
  expect(told).toEqual({
    personId: "hannah",
    invited: { by: "alex", at: at(1) },
    identity: { level: "mailed", by: "alex", at: at(3) },
    hands: [],
    roles: ["reviewer"],
    functions: [
      {
        function: "compliance",
        proposed: { by: "alex", at: at(5) },
        confirmed: { by: "mira", at: at(6) },
        effectiveAt: at(50),
        founding: false,
        ended: { by: "alex", at: at(13) },
      },
    ],
    factors: [
      {
        factor: "f1",
        kind: "webauthn",
        key: `sha256:${"a".repeat(64)}`,
        since: at(4),
        ended: { by: "omar", at: at(7) },
      },
      { factor: "f2", kind: "totp", key: null, since: at(8), ended: null },
    ],
    resets: [{ of: "factors", by: "omar", at: at(7) }],
    accounts: [{ account: "i", issuer: "https://login.example", since: at(10), ended: null }],
    consents: [{ since: at(8), by: "mira", at: at(9) }],
    away: [{ from: { by: "alex", at: at(11) }, to: { by: "alex", at: at(12) } }],
  });
});

it("reads what was there before the rules: a first password, functions granted by one, a link with no way named", () => {
  minute = 0;
  const told = provenanceOf("erik", [
    entry("person.invited", { roles: ["reviewer"], functions: ["engineering"] }),
    entry("person.assigned", {
      roles: ["reviewer"],
      functions: ["compliance"],
      rolesBefore: ["reviewer"],
      functionsBefore: ["engineering"],
    }),
    entry("link.issued", { link: "l", purpose: "new-password", expiresAt: at(59) }, "omar"),
    entry("link.redeemed", { link: "l", sessionsEnded: 1 }, null),
  ]);
  expect(told).toMatchObject({
    identity: { level: "handed-over", by: "omar", at: at(4) },
    hands: ["alex", "omar"],
    functions: [
      { function: "engineering", proposed: { by: "alex", at: at(1) }, confirmed: null, ended: { at: at(2) } },
      { function: "compliance", proposed: { by: "alex", at: at(2) }, effectiveAt: at(2), ended: null },
    ],
    resets: [{ of: "password", by: "omar", at: at(4) }],
  });
  expect(provenanceOf("nobody", [])).toMatchObject({ invited: null, identity: null });
});
