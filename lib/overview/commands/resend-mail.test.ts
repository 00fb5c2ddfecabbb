import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { deadMail } from "#lib/overview/queries/dead-mail.ts";
import { addDeadMail } from "#lib/testing/worlds/furnished-rows.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { resendMail } from "./resend-mail.ts";

let here: TestWorkspace;
let ada: Person;
let vic: Person;
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  vic = await here.person("Vic Tran", ["auditor"]);
});
afterAll(() => here?.close());

const resend = async (messageId: string, by = ada) => {
  const answer = await here.attempt(resendMail, { messageId }, by);
  return answer.ok ? "done" : answer.error.code;
};

it("sends mail that was given up again, once, on record with whom it is for", async () => {
  const messageId = await addDeadMail(here, vic);
  expect(await resend(messageId)).toBe("done");
  expect((await here.eventsOf(`notification/${vic.id}`)).at(-1)).toMatchObject({
    action: "mail.resent",
    data: { message: messageId },
    targets: [{ type: "person", id: vic.id }],
  });
  expect((await here.see(deadMail, {}, ada)).items).toEqual([]);
  expect(await resend(messageId)).toBe("mail-not-given-up");
});

it("is for admins, for mail that is there, to domains that are mailed to", async () => {
  const messageId = await addDeadMail(here, vic);
  expect(await resend(messageId, vic)).toBe("role-missing");
  expect(await resend(randomUUID())).toBe("mail-not-found");
  vi.stubEnv("MAIL_DOMAINS", "elsewhere.example");
  expect(await resend(messageId)).toBe("no-mail-there");
  expect((await here.see(deadMail, {}, ada)).items).toMatchObject([{ id: messageId }]);
});
