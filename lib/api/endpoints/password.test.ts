import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";

const WHERE = "/api/v1/account/password";
const wanted = { currentPassword: PASSWORD, newPassword: "seven quiet lanterns" };

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

describe("10: POST /account/password", () => {
  it("is only for a signed-in person on our own pages", async () => {
    await refused(api.call("POST", WHERE, { as: null, json: wanted }), 401, "sign-in-needed");
    await refused(api.call("POST", WHERE, { as: api.here.token.secret, json: wanted }), 403, "scope-missing");
    const headers = { origin: "https://evil.example" };
    await refused(api.call("POST", WHERE, { json: wanted, headers }), 403, "foreign-origin");
  });

  it("names the field that is wrong", async () => {
    const wrong = { ...wanted, currentPassword: "not it" };
    const answer = await refused(api.call("POST", WHERE, { json: wrong }), 403, "wrong-password");
    expect(answer.problem.field).toBe("currentPassword");
    const short = { ...wanted, newPassword: "short" };
    const refusal = await refused(api.call("POST", WHERE, { json: short }), 400, "password-too-short");
    expect(refusal.problem.field).toBe("newPassword");
    await refused(api.call("POST", WHERE, { json: { ...wanted, personId: "x" } }), 400, "invalid-input");
  });

  it("returns how many other sessions ended, and no password", async () => {
    const before = Date.now();
    const answer = await api.call("POST", WHERE, { as: api.here.viewer, json: wanted });
    expect(answer.json).toEqual({ sessionsEnded: 0 });
    const again = await api.call("GET", "/api/v1/account", { as: api.here.viewer });
    expect(again.json).toMatchObject({
      id: api.here.viewer.id,
      roles: ["viewer"],
      passwordChangedAt: expect.stringMatching(/^2/),
    });
    const changedAt = ({ json }: { json: unknown }) =>
      Date.parse((json as { passwordChangedAt: string }).passwordChangedAt);
    expect(changedAt(again)).toBeGreaterThanOrEqual(before);
    expect(again.text).not.toMatch(/lanterns|argon2/);
    const other = await api.call("GET", "/api/v1/account", { as: api.here.guest });
    // Theirs is the one they joined with.
    expect(changedAt(other)).toBeLessThan(before);
  });
});
