import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { revokeLink } from "#lib/access/commands/revoke-link.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { PASSWORD, type Person, type TestWorkspace } from "#lib/testing/worlds/workspace.ts";

/** An admin who wants to be somebody else: to choose, learn or replace the password by which another person signs. */
let api: TestApi;
let here: TestWorkspace;
let admin: Person;
beforeAll(async () => {
  api = await testApi();
  here = api.here.workspace;
  admin = await here.person("Lone Admin", ["admin"]);
});
afterAll(() => api?.close());

let people = 0;
const invite = async (more: { email?: string; password?: string } = {}) => {
  const invited = { name: "Puppet", email: `puppet-${people++}@example.com`, roles: ["reviewer"] };
  const asked = { ...invited, ...more };
  const json = { ...asked, ...(await provenFor(here, admin, "invite-person", asked.email)) };
  return api.call("POST", "/api/v1/people", { as: admin, json });
};
const invited = async (more: { email?: string } = {}) => (await invite(more)).json as Invited;
type Invited = { personId: string; linkId: string; secret: string | null };
const link = async (personId: string, more: object = {}) => {
  const proof = await provenFor(here, admin, "issue-link", personId);
  const json = { ...proof, reason: "Forgot it.", ...more };
  return api.call("POST", `/api/v1/people/${personId}/password-link`, { as: admin, json });
};
const redeem = (secret: string) =>
  setPasswordByLink(here.db, { secret, newPassword: PASSWORD, address: "192.0.2.7" }, here.clock.now);
const over = { error: { code: "link-over" } };

describe("an admin alone cannot set or learn another's password", () => {
  it("by choosing it when inviting", async () => {
    const answer = await invite({ password: "the admin chose this one" });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("nobody sets another's password");
  });

  it("by reading the link from the answer, also not of a reset or when it is sent again", async () => {
    const answer = await invite();
    expect(answer.status).toBe(200);
    const { personId, linkId, secret } = answer.json as Invited;
    expect(secret).toBeNull();
    const hidden = await secretOf(here, { linkId, secret });
    const again = await link(personId);
    expect((again.json as Invited).secret).toBeNull();
    const person = await here.person("Hilda Mark", ["reviewer"]);
    const reset = await link(person.id);
    expect((reset.json as Invited).secret).toBeNull();
    for (const { text } of [answer, again, reset]) expect(text).not.toContain(hidden);
  });

  it("by reading it from any row, job or entry, as each role of the database", async () => {
    const { linkId, secret } = await invited();
    const hidden = await secretOf(here, { linkId, secret });
    const stored = await everythingStored(here.database.ownerUrl);
    expect(stored).toContain(linkId);
    expect(stored).not.toContain(hidden);
    expect(stored).not.toContain(Buffer.from(hidden).toString("hex"));
    expect(stored).not.toContain(Buffer.from(hidden).toString("base64"));
    for (const url of [here.database.sequencerUrl, here.database.signerUrl])
      for (const table of ["link_mail", "credential_link", "person", "person_identity"])
        await expect(withClient(url, (client) => client.query(`SELECT * FROM ${table}`))).rejects.toThrow(
          /permission denied/,
        );
  });

  it("by having it sent to another address", async () => {
    const { personId } = await invited();
    for (const field of ["email", "to", "address"]) {
      const answer = await link(personId, { [field]: "mallory@example.com" });
      expect(answer.status).toBe(400);
    }
    await here.db.prisma.person.update({ where: { id: personId }, data: { email: "mallory@example.com" } });
    const { linkId } = (await link(personId)).json as Invited;
    const secret = await secretOf(here, { linkId, secret: null });
    await here.db.prisma.person.update({ where: { id: personId }, data: { email: "victim@example.com" } });
    expect(await redeem(secret)).toMatchObject(over);
  });

  it("by issuing themselves a link, or one to who they are", async () => {
    expect((await link(admin.id)).json).toMatchObject({ code: "not-oneself" });
  });

  it("by redeeming what was revoked or replaced, or twice at once", async () => {
    const { personId, ...first } = await invited();
    const old = await secretOf(here, first);
    await here.make(revokeLink, { personId, reason: "Mistake." }, admin);
    expect(await redeem(old)).toMatchObject(over);
    const proof = await provenFor(here, admin, "issue-link", personId);
    const next = await here.make(issueLink, { personId, ...proof }, admin);
    const secret = await secretOf(here, next);
    const outcomes = await Promise.all([redeem(secret), redeem(secret), redeem(secret)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await here.eventsOf(`person/${personId}`).then((all) => all.at(-1)?.action)).toBe("link.redeemed");
  });

  it("by raising an identity in its table", async () => {
    const { personId } = await invited({ email: `puppet-${people++}@elsewhere.test` });
    for (const sql of [
      `UPDATE person_identity SET level = 'mailed'`,
      `DELETE FROM person_identity`,
      `UPDATE credential_link SET via = 'mailed' WHERE person_id = '${personId}'`,
      `UPDATE credential_link SET email = 'mallory@example.com'`,
    ])
      await expect(withClient(here.database.appUrl, (client) => client.query(sql))).rejects.toThrow(
        /permission denied/,
      );
  });
});
