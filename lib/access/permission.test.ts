import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Caller, ROLES, type Role } from "#lib/kernel/caller.ts";
import { PERMISSIONS, type Permission, permit, TOKEN_SCOPES, whyNotPermitted } from "./permission.ts";

const ALL = Object.keys(PERMISSIONS) as Permission[];
const permission = fc.constantFrom(...ALL);
const roles = fc.subarray([...ROLES]);
const scopes = fc.subarray([...TOKEN_SCOPES]);

const place = { id: "1", name: "Ada Berg", workspaceId: "w" };
const personWith = (held: readonly Role[]): Caller => ({
  kind: "person",
  ...place,
  roles: held,
  functions: [],
  sessionId: "s",
});
const tokenWith = (held: readonly string[]): Caller => ({ kind: "token", ...place, scopes: held });

describe("a person", () => {
  it("has exactly the permissions of their roles", () => {
    fc.assert(
      fc.property(roles, permission, (held, asked) => {
        const may = held.some((role) => (PERMISSIONS[asked] as readonly Role[]).includes(role));
        expect(permit(personWith(held), asked).ok).toBe(may);
        expect(whyNotPermitted(personWith(held), asked) === null).toBe(may);
      }),
    );
  });

  it("without a role has no permission, and an added role never removes one", () => {
    fc.assert(
      fc.property(roles, fc.constantFrom(...ROLES), permission, (held, more, asked) => {
        expect(permit(personWith([]), asked).ok).toBe(false);
        if (permit(personWith(held), asked).ok)
          expect(permit(personWith([...held, more]), asked).ok).toBe(true);
      }),
    );
  });

  it("who is admin cannot sign, start a rollout, or change what is registered", () => {
    for (const asked of [
      "verdict:cast",
      "policy:sign",
      "rollout:start",
      "rollout:halt",
      "version:register",
      "evaluation:report",
    ] as const)
      expect(permit(personWith(["admin"]), asked)).toMatchObject({
        error: { kind: "forbidden", code: "role-missing" },
      });
  });

  it("is told which role the act requires", () => {
    expect(whyNotPermitted(personWith(["viewer"]), "rollout:halt")).toBe(
      "Needs the role release-manager or reviewer.",
    );
    expect(whyNotPermitted(personWith([...ROLES]), "rollout:judge")).toBe(
      "Needs the system itself or a token.",
    );
  });
});

describe("a token", () => {
  it("has exactly the permissions of its scopes", () => {
    fc.assert(
      fc.property(scopes, permission, (held, asked) => {
        const permitted = permit(tokenWith(held), asked);
        const scope = asked === "outcome:correct" ? "telemetry:ingest" : asked;
        expect(permitted.ok).toBe((held as readonly string[]).includes(scope));
        if (!permitted.ok)
          expect(permitted.error).toMatchObject({ kind: "forbidden", code: "scope-missing" });
      }),
    );
  });

  it("cannot be given the acts of persons or of the system", () => {
    const acts = [
      "verdict:cast",
      "release:open",
      "release:submit",
      "rollout:start",
      "policy:publish",
      "policy:propose",
      "policy:sign",
      "token:issue",
      "person:invite",
      "person:assign",
      "session:open",
      "rollout:judge",
    ];
    expect((TOKEN_SCOPES as readonly string[]).filter((scope) => acts.includes(scope))).toEqual([]);
  });
});

it("the system's own acts are reserved to it", () => {
  const own = [
    "release:expire",
    "release:lapse",
    "release:settle",
    "rollout:judge",
    "rollout:confirm",
    "incident:open",
    "session:open",
    "session:close",
    "link:redeem",
  ] as const;
  for (const asked of own) {
    expect(permit(personWith(ROLES), asked).ok).toBe(false);
    expect(permit(tokenWith([...TOKEN_SCOPES]), asked).ok).toBe(false);
    expect(permit({ kind: "system", ...place }, asked).ok).toBe(true);
  }
});
