import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import { declineFunction } from "#lib/access/commands/decline-function.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { freePort } from "#lib/db/free-port.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import { testDatabase } from "#lib/testing/databases/database.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { addApp, provenFor } from "#lib/testing/worlds/factors.ts";
import { type FourPeople, fourPeople } from "#lib/testing/worlds/four-people.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { refusingMail } from "#lib/testing/worlds/refusing-mail.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { emailOf, type Person, type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { type MailReceiver, receiveMail } from "../../prisma/seed/mail-receiver.ts";
import { startJobWorker } from "./job-worker.ts";
import { openMailer } from "./mailer.ts";
import { sendNotice } from "./send-notice.ts";

const FROM = "countersign@countersign.example";
const REASON = "Alternate for Mira.";

let here: TestWorkspace;
let people: FourPeople;
let folder: string;
let mail: MailReceiver;
beforeAll(async () => {
  // The worker goes by the real clock.
  here = await workspaceIn(await testDatabase(), "Skyline Operations");
  people = await fourPeople(here);
  const council = oneCouncil({ function: "security", min: 1 });
  await here.make(publishPolicy, { ...council, people: { factorWaitHours: 0 } }, people.ada);
  folder = await mkdtemp(join(tmpdir(), "countersign-notices-"));
});
beforeEach(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, which seals keys");
  vi.stubEnv("PUBLIC_URL", "https://countersign.example");
  mail = await receiveMail(join(folder, "mail"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await mail.stop();
});
afterAll(async () => {
  await here?.close();
  await rm(folder, { recursive: true, force: true });
});

const latestOf = (action: string): Promise<string> =>
  inWorkspace(here.db, here.workspaceId, async (tx) => {
    const events = await tx.auditEvent.findMany({ where: { action }, orderBy: { id: "desc" }, take: 1 });
    return events[0]!.uid;
  });
type Trying = { smtpUrl?: string; last?: boolean; now?: Date };
const sending = (
  eventId: string,
  { smtpUrl = mail.smtpUrl, last = false, now = new Date() }: Trying = {},
) => {
  const mailer = openMailer({ smtpUrl, from: FROM });
  return sendNotice(here.db, { eventId, mailer: () => mailer, caller: here.system, last, now }).finally(() =>
    mailer.transport.close(),
  );
};
const reportsOf = async (eventId: string) =>
  (await here.eventsOf(`notice/${eventId}`)).map(({ action, targets, data }) => {
    expect(data).toEqual({ event: eventId });
    const { name = "?" } = Object.values(people).find(({ id }) => id === targets[0]!.id) ?? {};
    return `${action} ${name}`;
  });
const mailedTo = () =>
  Object.values(people)
    .filter((person) => mail.latest(emailOf(person)) !== null)
    .map(({ name }) => name);
const latest = (person: Person): string => mail.latest(emailOf(person)) ?? "";

const grant = () => ({ personId: people.lena.id, function: "security" as const });
const propose = async () => {
  const proof = await provenFor(here, people.ada, "propose-function", people.lena.id);
  await here.make(proposeFunction, { ...grant(), reason: REASON, ...proof }, people.ada);
  return latestOf("function.proposed");
};
const decline = () => here.make(declineFunction, { ...grant(), reason: "Not now." }, people.lena);
const remove = async () => {
  await here.make(removeFunction, { ...grant(), reason: "Moved." }, people.ada);
  return latestOf("function.removed");
};
const confirm = async () => {
  const { lena, dana } = people;
  const proof = await provenFor(here, dana, "confirm-function", `${lena.id}/security`);
  await here.make(confirmFunction, { ...grant(), ...proof }, dana);
  return latestOf("function.confirmed");
};

describe("a step of a grant", () => {
  it("is mailed to its subject and the holders of the function, with who, why and how to object", async () => {
    const { mira, lena } = people;
    const proposed = await propose();
    expect(await sending(proposed)).toEqual({ ok: true, value: { mailed: 2 } });
    expect(mailedTo()).toEqual(["Mira Okafor", "Lena Voss"]);
    expect(latest(lena)).toContain("Subject: You are proposed for security (Skyline Operations)");
    expect(latest(lena)).toContain(`<${proposed}.${lena.id}@countersign.example>`);
    for (const words of [
      "Ada Berg proposed you for the function security in Skyline Operations",
      `Reason: ${REASON}`,
      "https://countersign.example/functions",
      "To object, decline the proposal there.",
    ])
      expect(latest(lena)).toContain(words);
    expect(latest(mira)).toContain("Ada Berg proposed Lena Voss for the function security");
    expect(latest(mira)).toContain("because you hold the function security");

    const confirmed = await confirm();
    await sending(confirmed);
    expect(latest(lena)).toContain("Dana Weiss confirmed the function security for you");
    expect(latest(lena)).toContain(`Proposed by Ada Berg: ${REASON}`);
    expect(latest(lena)).toMatch(/It counts from \d{4}-\d\d-\d\d at \d\d:\d\d UTC\./);
    await sending(await remove());
    expect(latest(mira)).toContain("Ada Berg removed the function security from Lena Voss");
  });

  it("is mailed once to each, however often its job runs, and each time is on record", async () => {
    const proposed = await propose();
    await sending(proposed);
    const sent = await reportsOf(proposed);
    expect(sent.toSorted()).toEqual(["notice.sent Lena Voss", "notice.sent Mira Okafor"]);
    await mail.stop();
    mail = await receiveMail(join(folder, "again"));
    expect(await sending(proposed)).toEqual({ ok: true, value: { mailed: 0 } });
    expect(mailedTo()).toEqual([]);
    expect(await reportsOf(proposed)).toEqual(sent);
    await decline();
  });

  it("is tried again while the server cannot be reached, and given up after the last try", async () => {
    const proposed = await propose();
    const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
    await expect(sending(proposed, { smtpUrl })).rejects.toThrow("ECONNREFUSED");
    expect(await reportsOf(proposed)).toEqual([]);
    await sending(proposed, { smtpUrl, last: true });
    expect((await reportsOf(proposed)).toSorted()).toEqual([
      "notice.unsent Lena Voss",
      "notice.unsent Mira Okafor",
    ]);
    expect(await sending(proposed)).toEqual({ ok: true, value: { mailed: 0 } });
    await decline();
  });

  it("reaches the others where the server wants nothing for one", async () => {
    const proposed = await propose();
    const server = await refusingMail((address) => `no mailbox ${address}`, 550);
    expect(await sending(proposed, { smtpUrl: server.url })).toMatchObject({ ok: true });
    await server.stop();
    expect(await reportsOf(proposed)).toHaveLength(2);
    await decline();
  });

  it("goes to no address of another domain, and to nobody where the installation mails nobody", async () => {
    const proposed = await propose();
    vi.stubEnv("MAIL_DOMAINS", "elsewhere.example");
    expect(await sending(proposed)).toEqual({ ok: true, value: { mailed: 0 } });
    vi.stubEnv("MAIL_DOMAINS", "");
    expect(await sending(proposed, { smtpUrl: "smtp://127.0.0.1:1" })).toEqual({
      ok: true,
      value: { mailed: 0 },
    });
    expect(mailedTo()).toEqual([]);
    vi.stubEnv("MAIL_DOMAINS", TEST_MAIL.MAIL_DOMAINS);
    await decline();
  });

  it("is no news after two weeks", async () => {
    const proposed = await propose();
    expect(await sending(proposed, { now: daysLater(new Date(), 15) })).toMatchObject({
      error: { code: "notice-not-waiting" },
    });
    expect(mailedTo()).toEqual([]);
  });
});

describe("a change of how somebody gets in", () => {
  it("is mailed to them alone, whoever did it", async () => {
    const { lena } = people;
    await addApp(here, lena);
    await sending(await latestOf("factor.enrolled"));
    expect(latest(lena)).toContain("An authenticator app was added to your account by you");
    await here.make(resetFactor, { personId: lena.id, reason: "Lost phone." }, here.system);
    await sending(await latestOf("factor.reset"));
    expect(latest(lena)).toContain("Your second factors were reset by the operator");
    expect(latest(lena)).toContain("https://countersign.example/account");
    const issued = await here.make(issueLink, { personId: lena.id, reason: "Forgot it." }, here.system);
    const secret = await secretOf(here, issued);
    const redemption = { secret, newPassword: "a different password", address: "192.0.2.7" };
    expect(await setPasswordByLink(here.db, redemption, here.clock.now)).toMatchObject({ ok: true });
    await sending(await latestOf("link.redeemed"));
    expect(latest(lena)).toContain("Your password was reset by a link, in Skyline Operations");
    expect(latest(lena)).not.toContain(secret);
    expect(mailedTo()).toEqual(["Lena Voss"]);
  });

  it("reaches whoever lost their access, by the worker, after the commit", async () => {
    const { ada, lena } = people;
    vi.stubEnv("SMTP_URL", mail.smtpUrl);
    vi.stubEnv("MAIL_FROM", FROM);
    // What the tests above left there, two a second.
    await here.db.prisma.$executeRaw`DELETE FROM pgboss.job WHERE name = 'send-notice'`;
    const worker = startJobWorker(here.db, here.database.appUrl, silentLog().log);
    try {
      await here.make(disablePerson, { personId: lena.id, reason: "Left." }, ada);
      const disabled = await latestOf("person.disabled");
      await expect.poll(() => reportsOf(disabled), { timeout: 20_000 }).toEqual(["notice.sent Lena Voss"]);
    } finally {
      await worker.stop();
    }
    expect(latest(lena)).toContain("Your access was ended by Ada Berg");
    expect(latest(lena)).not.toContain("Left.");
  });
});
