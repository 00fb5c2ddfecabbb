import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { personPage } from "#lib/access/queries/person-page.ts";
import { freePort } from "#lib/db/free-port.ts";
import { testDatabase } from "#lib/testing/databases/database.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { refusingMail } from "#lib/testing/worlds/refusing-mail.ts";
import { PASSWORD, type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { type MailReceiver, receiveMail, secretIn } from "../../prisma/seed/mail-receiver.ts";
import { startJobWorker } from "./job-worker.ts";
import { openMailer } from "./mailer.ts";
import { sendLink } from "./send-link.ts";

const FROM = "countersign@countersign.example";

let here: TestWorkspace;
let folder: string;
let mail: MailReceiver;
beforeAll(async () => {
  // The worker goes by the real clock.
  here = await workspaceIn(await testDatabase(), "Skyline Operations");
  folder = await mkdtemp(join(tmpdir(), "countersign-mail-"));
  mail = await receiveMail(join(folder, "mail"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await mail?.stop();
  await here?.close();
  await rm(folder, { recursive: true, force: true });
});

let people = 0;
const invited = async (name = "Eva Moreau") => {
  const email = `eva-${people++}@example.com`;
  return { email, ...(await here.make(invitePerson, { email, name, roles: ["viewer"] }, here.system)) };
};
const sending = (linkId: string, smtpUrl = mail.smtpUrl, last = false) => {
  const mailer = openMailer({ smtpUrl, from: FROM });
  return sendLink(here.db, { linkId, mailer, caller: here.system, last, now: here.clock.now }).finally(() =>
    mailer.transport.close(),
  );
};
const eventsOf = async ({ personId }: { personId: string }) =>
  (await here.eventsOf(`person/${personId}`)).map(({ action }) => action).slice(2);

const endOf = async ({ personId }: { personId: string }) => {
  const { action, data } = (await here.eventsOf(`person/${personId}`)).at(-1)!;
  return { action, data };
};
const shownOf = async ({ personId }: { personId: string }) =>
  (await here.see(personPage, { personId }, here.system)).person.link;

describe("a link by mail", () => {
  it("reaches its addressee alone, is recorded as sent, and its secret is deleted", async () => {
    vi.stubEnv("PUBLIC_URL", "https://countersign.example");
    const link = await invited("Tomás Ruiz");
    expect(await sending(link.linkId)).toEqual({ ok: true, value: { sent: true } });
    const message = mail.latest(link.email)!;
    expect(message).toContain(`To: ${link.email}`);
    expect(message).toContain(`Message-ID: <${link.linkId}@countersign.example>`);
    expect(message).toContain("Subject: Join Skyline Operations on Countersign");
    expect(message).toMatch(/^https:\/\/countersign\.example\/sign-in\/join#[\w-]{43}\r?$/m);
    expect(await eventsOf(link)).toEqual(["link.sent"]);
    const secret = secretIn(message)!;
    const stored = await everythingStored(here.database.ownerUrl);
    expect(stored).not.toContain(secret);
    await expect(secretOf(here, link)).rejects.toThrow("no mail waits");
    const redemption = { secret, newPassword: PASSWORD, address: "192.0.2.7" };
    expect(await setPasswordByLink(here.db, redemption, here.clock.now)).toMatchObject({ ok: true });
    const names = await readdir(join(folder, "mail"));
    const mine = names.find((name) => name.includes(link.email))!;
    expect(await readFile(join(folder, "mail", mine), "utf8")).toBe(message);
    expect((await stat(join(folder, "mail", mine))).mode & 0o777).toBe(0o640);
  });

  it("is sent once, however often its job runs, and not after it is over", async () => {
    const link = await invited();
    expect(await sending(link.linkId)).toMatchObject({ ok: true });
    expect(await sending(link.linkId)).toMatchObject({
      error: { kind: "conflict", code: "link-not-waiting" },
    });
    expect(await eventsOf(link)).toEqual(["link.sent"]);
  });

  it("is tried again while the server cannot be reached, which is recorded once", async () => {
    const link = await invited();
    const nowhere = `smtp://127.0.0.1:${await freePort()}`;
    await expect(sending(link.linkId, nowhere)).rejects.toThrow("ECONNREFUSED");
    await expect(sending(link.linkId, nowhere)).rejects.toThrow("ECONNREFUSED");
    expect(await eventsOf(link)).toEqual(["link.unsent"]);
    expect(await sending(link.linkId)).toMatchObject({ ok: true });
    expect(await eventsOf(link)).toEqual(["link.unsent", "link.sent"]);
  });

  it("is given up after the server's final no: its secret is deleted, and its admin learns of it", async () => {
    const link = await invited();
    const server = await refusingMail((address) => `no mailbox ${address}`, 550);
    expect(await sending(link.linkId, server.url)).toEqual({ ok: true, value: { sent: false } });
    await server.stop();
    expect(await endOf(link)).toEqual({ action: "link.unsent", data: { link: link.linkId, final: true } });
    await expect(secretOf(here, link)).rejects.toThrow("no mail waits");
    expect(await shownOf(link)).toMatchObject({
      sentAt: null,
      trouble: expect.stringContaining(`no mailbox ${link.email}`),
      gaveUp: true,
    });
    expect(await sending(link.linkId)).toMatchObject({ error: { code: "link-not-waiting" } });
    const again = await here.make(issueLink, { personId: link.personId }, here.system);
    expect(await sending(again.linkId)).toEqual({ ok: true, value: { sent: true } });
    expect(await shownOf(link)).toMatchObject({ trouble: null, gaveUp: false });
  });

  it("is given up with its job's last try, also where that trouble is known", async () => {
    const link = await invited();
    const nowhere = `smtp://127.0.0.1:${await freePort()}`;
    await expect(sending(link.linkId, nowhere)).rejects.toThrow("ECONNREFUSED");
    expect(await shownOf(link)).toMatchObject({ gaveUp: false });
    expect(await secretOf(here, link)).toHaveLength(43);
    expect(await sending(link.linkId, nowhere, true)).toEqual({ ok: true, value: { sent: false } });
    expect(await endOf(link)).toEqual({ action: "link.unsent", data: { link: link.linkId, final: true } });
    await expect(secretOf(here, link)).rejects.toThrow("no mail waits");
    expect(await shownOf(link)).toMatchObject({ gaveUp: true });
  });

  it("never says its secret in the trouble that a server quotes back", async () => {
    const link = await invited();
    const secret = await secretOf(here, link);
    const server = await refusingMail(() => `policy refuses ${secret}`, 451);
    await expect(sending(link.linkId, server.url)).rejects.toThrow(/policy refuses (?!.*[\w-]{43})/);
    await server.stop();
    expect(await everythingStored(here.database.ownerUrl)).not.toContain(secret);
  });

  it("goes nowhere in clear, unless the mail server is this machine's", async () => {
    const link = await invited();
    // This address is of this machine as well, but no loopback by name: a server that offers no TLS gets nothing.
    const elsewhere = (url: string) => url.replace("127.0.0.1", "0.0.0.0");
    const impostor = await refusingMail(() => "reached", 550, ["AUTH"]);
    await expect(sending(link.linkId, elsewhere(impostor.url))).rejects.toThrow(/certificate/);
    await impostor.stop();
    expect(await sending(link.linkId, elsewhere(mail.smtpUrl))).toEqual({ ok: true, value: { sent: false } });
    expect(mail.latest(link.email)).toBeNull();
    expect(await eventsOf(link)).toEqual(["link.unsent", "link.unsent"]);
  });

  it("is mailed by the worker after the commit, and its job holds no secret", async () => {
    vi.stubEnv("SMTP_URL", mail.smtpUrl);
    vi.stubEnv("MAIL_FROM", FROM);
    const worker = startJobWorker(here.db, here.database.appUrl, silentLog().log);
    const link = await invited();
    try {
      await expect.poll(() => mail.latest(link.email), { timeout: 20_000 }).not.toBeNull();
      const secret = secretIn(mail.latest(link.email)!)!;
      await expect.poll(() => eventsOf(link), { timeout: 20_000 }).toEqual(["link.sent"]);
      expect(await everythingStored(here.database.ownerUrl)).not.toContain(secret);
    } finally {
      await worker.stop();
    }
  });
});
