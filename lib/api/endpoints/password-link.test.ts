import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";

const WHERE = "/api/v1/session/password-link";
const newPassword = "seven quiet lanterns";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

describe("49: POST /session/password-link", () => {
  const post = (json: unknown) => api.call("POST", WHERE, { as: null, json });

  it("asks for no session: the link is the proof, and it works once", async () => {
    const { workspace, guest } = api.here;
    const given = { personId: guest.id, reason: "Forgot it." };
    const issued = await workspace.make(issueLink, given, workspace.system);
    expect(issued.secret).toBeNull();
    const secret = await secretOf(workspace, issued);
    const short = await refused(post({ secret, newPassword: "short" }), 400, "password-too-short");
    expect(short.problem.field).toBe("newPassword");
    const answer = await post({ secret, newPassword });
    expect([answer.status, answer.json]).toEqual([200, { sessionsEnded: 1 }]);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const again = await refused(post({ secret, newPassword }), 401, "link-over");
    expect(again.text).not.toContain(secret);
    await refused(api.call("GET", "/api/v1/account", { as: guest }), 401, "sign-in-needed");
  });

  it("says the same of every link that does not work", async () => {
    const { problem } = await refused(post({ secret: "x".repeat(43), newPassword }), 401, "link-over");
    expect(problem.title).toBe("This link does not work, or no longer works.");
    await refused(post({ secret: "", newPassword }), 400, "invalid-input");
    await refused(post({ secret: "x", newPassword, personId: "x" }), 400, "invalid-input");
  });

  it("is given through the API by an admin alone, with a fresh proof", async () => {
    const { viewer, everyone } = api.here;
    const path = `/api/v1/people/${viewer.id}/password-link`;
    const json = { reason: "Forgot it." };
    await refused(api.call("POST", path, { as: viewer, json }), 403, "role-missing");
    await refused(api.call("POST", path, { as: everyone, json }), 403, "sign-in-again");
    const { id } = api.there.viewer;
    await refused(
      api.call("POST", `/api/v1/people/${id}/password-link`, { as: everyone, json }),
      404,
      "person-not-found",
    );
  });
});
