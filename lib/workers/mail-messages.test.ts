import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freePort } from "#lib/db/free-port.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { resendMail } from "#lib/overview/commands/resend-mail.ts";
import { setNotification } from "#lib/overview/commands/set-notification.ts";
import { stopNotification } from "#lib/overview/commands/stop-notification.ts";
import { deadMail } from "#lib/overview/queries/dead-mail.ts";
import { notificationSetting } from "#lib/overview/queries/notification-setting.ts";
import { markMessages } from "#lib/overview/rows/mark-messages.ts";
import { refusingMail } from "#lib/testing/worlds/refusing-mail.ts";
import { openLines, tellAll } from "#lib/testing/worlds/telling.ts";
import { emailOf, type Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { type MailReceiver, receiveMail } from "../../prisma/seed/mail-receiver.ts";
import { mailMessages } from "./mail-messages.ts";
import { openMailer } from "./mailer.ts";

const FROM = "countersign@countersign.example";

let world: World;
let folder: string;
let mail: MailReceiver;
beforeAll(async () => {
  world = await testWorld();
  folder = await mkdtemp(join(tmpdir(), "countersign-messages-"));
});
beforeEach(async () => {
  vi.stubEnv("PUBLIC_URL", "https://countersign.example");
  // What the story of the world told is not what these tests are about.
  await tellAll(world.here);
  await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    tx.mailDelivery.updateMany({ where: { state: "due" }, data: { state: "skipped" } }),
  );
  mail = await receiveMail(await mkdtemp(join(folder, "mail-")));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await mail.stop();
});
afterAll(async () => {
  await world?.here.close();
  await rm(folder, { recursive: true, force: true });
});

const mailing = (smtpUrl = mail.smtpUrl) => {
  const mailer = openMailer({ smtpUrl, from: FROM });
  const { db, workspaceId, clock } = world.here;
  return mailMessages(db, { workspaceId, mailer, now: clock.now }).finally(() => mailer.transport.close());
};
/** With its folded headers as single lines. */
const latest = (person: Person): string =>
  (mail.latest(emailOf(person)) ?? "").replaceAll(/\r\n[ \t]+/g, " ");
const later = (ms: number) => {
  world.here.clock.now = new Date(world.here.clock.now.getTime() + ms);
};
const choose = (person: Person, choices: object) =>
  world.here.attempt(setNotification, { choices, zone: "Europe/Berlin", hour: 8 }, person);
const statesOf = (person: Person) =>
  inWorkspace(world.here.db, world.here.workspaceId, async (tx) =>
    (await tx.mailDelivery.findMany({ where: { personId: person.id } })).map(({ state, tries }) => [
      state,
      tries,
    ]),
  );
const submitted = async (version = 2) => {
  const release = await world.submit(version);
  await tellAll(world.here);
  return release;
};

describe("a message", () => {
  it("is mailed at once to whoever it asks, with title, link and a way to end such mail, and nothing anybody wrote", async () => {
    const { people } = world;
    const release = await submitted();
    expect(await mailing()).toBe(3);
    const text = latest(people.dara);
    for (const said of [
      "Subject: To sign: flight-delay v2 to production (Skyline Operations)",
      `https://countersign.example/releases/${release}`,
      "List-Unsubscribe: <https://countersign.example/api/v1/unsubscribe/",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "Content-Type: text/plain",
      "Content-Type: text/html",
    ])
      expect(text).toContain(said);
    // Neither the case nor whoever opened it.
    expect(text).not.toContain("Jonas");
    expect(text).not.toContain("session");
    expect(latest(people.jonas)).toBe("");
    expect(await mailing()).toBe(0);
  });

  it("is sent once by however many processes, and under one id where one died before its record", async () => {
    const { people } = world;
    await submitted();
    expect((await Promise.all([mailing(), mailing(), mailing()])).reduce((a, b) => a + b)).toBe(3);
    const id = /Message-ID: (<[^>]+>)/i.exec(latest(people.dara))![1];
    await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.mailDelivery.updateMany({
        where: { personId: people.dara.id, state: "sent" },
        data: { state: "due" },
      }),
    );
    // Its claim still holds.
    expect(await mailing()).toBe(0);
    later(HOUR_MS);
    await mailing();
    expect(latest(people.dara)).toContain(`Message-ID: ${id}`);
  });

  it("is tried again while the server is away, further and further apart, and is dead in the end, for the admin to see", async () => {
    const { here, people } = world;
    await submitted(3);
    const away = `smtp://127.0.0.1:${await freePort()}`;
    expect(await mailing(away)).toBe(0);
    expect(await statesOf(people.erik)).toContainEqual(["due", 1]);
    expect(await mailing(away)).toBe(0);
    expect(await statesOf(people.erik)).toContainEqual(["due", 1]);
    for (let n = 2; n <= 8; n++) {
      later(7 * HOUR_MS);
      await mailing(away);
    }
    expect(await statesOf(people.erik)).toContainEqual(["dead", 8]);
    later(7 * HOUR_MS);
    expect(await mailing()).toBe(0);
    const dead = await here.see(deadMail, { limit: 2 }, people.ada);
    expect(dead.items[0]).toMatchObject({
      kind: "signature",
      tries: 8,
      trouble: expect.stringContaining("ECONNREFUSED"),
    });
    const rest = await here.see(deadMail, { cursor: dead.nextCursor ?? undefined }, people.ada);
    expect([...dead.items, ...rest.items].map(({ person }) => person).toSorted()).toEqual([
      "Carla Diaz",
      "Dara Quinn",
      "Erik Holm",
    ]);
    expect(await here.ask(deadMail, {}, people.dara)).toMatchObject({ ok: false });
    // The inbox has it all the same.
    expect(await openLines(here, people.erik)).toContain("signature: flight-delay v3 to production");
  });

  it("is dead at once where the server wants nothing for its reader", async () => {
    await submitted();
    const server = await refusingMail((address) => `no mailbox ${address}`, 550);
    await mailing(server.url);
    await server.stop();
    const { carla, ada } = world.people;
    expect(await statesOf(carla)).toContainEqual(["dead", 1]);
    // Once an admin has it sent again, it is on its way as at first.
    const { items } = await world.here.see(deadMail, {}, ada);
    const messageId = items.find(({ person }) => person === carla.name)!.id;
    await world.here.make(resendMail, { messageId }, ada);
    expect(await mailing()).toBe(1);
    expect(latest(carla)).toContain("Subject: To sign: flight-delay v2 to production");
  });

  it("goes to no address of another domain, and to nobody who is done with it", async () => {
    const { here, people } = world;
    vi.stubEnv("MAIL_DOMAINS", "elsewhere.example");
    await submitted();
    expect(await mailing()).toBe(0);
    vi.stubEnv("MAIL_DOMAINS", "example.com");
    await submitted();
    await inWorkspace(here.db, here.workspaceId, (tx) =>
      markMessages(tx, { personId: people.dara.id, as: "done", now: here.clock.now }),
    );
    expect(await mailing()).toBe(2);
    expect(latest(people.dara)).toBe("");
  });
});

describe("a person's choice", () => {
  it("is on record, and gathers a day's messages into one mail at their hour", async () => {
    const { here, people } = world;
    expect(await choose(people.dara, { signature: "digest", decision: "digest" })).toMatchObject({
      ok: true,
    });
    expect((await here.eventsOf(`notification/${people.dara.id}`)).at(-1)).toMatchObject({
      action: "notification.set",
      data: { choices: { signature: "digest", decision: "digest" }, zone: "Europe/Berlin", hour: 8 },
      targets: [{ type: "person", id: people.dara.id }],
    });
    await submitted(2);
    await submitted(3);
    await mailing();
    expect(latest(people.dara)).toBe("");
    later(DAY_MS);
    expect(await mailing()).toBe(1);
    expect(latest(people.dara)).toContain("Subject: 2 messages in Skyline Operations");
    later(DAY_MS);
    expect(await mailing()).toBe(0);
  });

  it("keeps mail away, and the inbox too, but no rollback from it", async () => {
    const { here, people } = world;
    await choose(people.erik, { signature: "none" });
    await choose(people.carla, { signature: "inbox" });
    const before = await openLines(here, people.carla);
    await submitted(2);
    await mailing();
    expect([latest(people.erik), latest(people.carla)]).toEqual(["", ""]);
    expect((await openLines(here, people.carla)).length).toBe(before.length + 1);
    for (const kind of ["emergency", "rollback"])
      expect(await choose(people.erik, { [kind]: "none" })).toMatchObject({
        error: { code: "kind-not-silenced", field: "choices" },
      });
    expect(await choose(people.erik, { rollback: "inbox" })).toMatchObject({ ok: true });
    expect((await here.see(notificationSetting, {}, people.erik)).kinds).toContainEqual({
      kind: "rollback",
      channel: "inbox",
      forced: true,
    });
  });

  it("ends mail of a kind by the link of a mail, on record, and nothing else", async () => {
    const { here, people } = world;
    const { system } = here;
    const ending = { personId: people.rhea.id, kinds: ["decision"] };
    expect(await here.attempt(stopNotification, ending, system)).toMatchObject({ ok: true });
    expect((await here.eventsOf(`notification/${people.rhea.id}`)).at(-1)).toMatchObject({
      action: "notification.stopped",
      data: { kinds: ["decision"] },
    });
    expect(await here.attempt(stopNotification, ending, system)).toMatchObject({
      error: { code: "mail-stopped" },
    });
    expect(await here.attempt(stopNotification, ending, people.ada)).toMatchObject({ ok: false });
    const { kinds } = await here.see(notificationSetting, {}, people.rhea);
    expect(kinds.filter(({ channel }) => channel === "inbox").map(({ kind }) => kind)).toEqual(["decision"]);
  });
});
