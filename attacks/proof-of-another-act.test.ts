import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import { unbindIdentity } from "#lib/access/commands/unbind-identity.ts";
import {
  DEEDS,
  type Deed,
  deedSubject,
  ownSubject,
  STEP_UP_ACTS,
  stepUpPurpose,
} from "#lib/access/step-up.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import { delegationTerms } from "#lib/councils/delegation.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { STOP_SUBJECT } from "#lib/policy/stop.ts";
import { furnish } from "#lib/testing/worlds/furnished.ts";
import { emailOf, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let deeds: Record<Deed, Doing>;
beforeAll(async () => {
  here = await testWorkspace();
  deeds = await deedsIn(here);
});
afterAll(() => here?.close());

/** What somebody would do: their input without its proof, and what the proof for it is over. */
type Doing = { readonly by: Person; readonly of: string; readonly input: object };

async function deedsIn(workspace: TestWorkspace): Promise<Record<Deed, Doing>> {
  const { everyone: admin, reviewer, ...there } = await furnish(workspace, "deed");
  const personId = there.viewer.id;
  const [factorId, identityId, tokenId] = [there.factorId, there.identityId, there.token.tokenId];
  const other = await workspace.person("Olga Marin", ["admin"]);
  const since = workspace.clock.now.toISOString();
  const email = "new@example.com";
  const [reason, name] = ["They asked.", "Laptop"];
  const byAdmin = (of: string, input: object): Doing => ({ by: admin, of, input: { reason, ...input } });
  const plain = (of: string, input: object): Doing => ({ by: admin, of, input });
  const endsAt = new Date(workspace.clock.now.getTime() + 864e5).toISOString();
  const terms = {
    to: there.peer.id,
    functions: [...reviewer.functions].slice(0, 1),
    models: null,
    startsAt: since,
    endsAt,
    reason,
  };
  const changed = { ...POSTING, webhookId: there.webhookId, active: true };
  const account = { issuer: "https://login.example", subject: "thief", email: null, emailVerified: false };
  return {
    "enrol-factor": plain(admin.id, { challengeId: randomUUID(), name, code: "000000" }),
    "rename-factor": plain(factorId, { factorId, name }),
    "remove-factor": plain(factorId, { factorId }),
    "renew-recovery": plain(admin.id, {}),
    "mail-link": plain(admin.id, {}),
    "bind-identity": plain(admin.id, account),
    "unbind-identity": { by: other, of: identityId, input: { identityId, reason } },
    "set-factor-rule": plain("required", { rule: "required" }),
    "invite-person": plain(email, { email, name, roles: ["viewer"] }),
    "assign-person": plain(personId, { personId, roles: ["auditor"] }),
    "enable-person": byAdmin(personId, { personId }),
    "propose-function": byAdmin(reviewer.id, { personId: reviewer.id, function: "product" }),
    "confirm-function": {
      by: reviewer,
      of: `${there.peer.id}/product`,
      input: { personId: there.peer.id, function: "product" },
    },
    "consent-signing": {
      by: reviewer,
      of: `${there.peer.id}/${since}`,
      input: { personId: there.peer.id, since, reason },
    },
    "create-delegation": { by: reviewer, of: delegationTerms(terms), input: terms },
    "vouch-sitting": { by: reviewer, of: there.sitting, input: { sittingId: there.sitting } },
    "propose-loosening": {
      by: there.manager,
      of: `${there.freeze}/end`,
      input: { freeze: there.freeze, kind: "end", reason },
    },
    "confirm-loosening": { by: reviewer, of: there.loosening, input: { loosening: there.loosening } },
    "issue-link": byAdmin(personId, { personId }),
    "issue-token": plain(tokenTerms(READING), READING),
    "hand-over-token": plain(`${tokenId}/${other.id}`, { tokenId, responsibleId: other.id }),
    "reset-factor": byAdmin(personId, { personId }),
    "create-webhook": plain(webhookTerms(POSTING), POSTING),
    "change-webhook": plain(webhookTerms(changed), changed),
    "rotate-webhook-secret": plain(there.webhookId, { webhookId: there.webhookId }),
    "ask-stop": { by: reviewer, of: STOP_SUBJECT, input: { reason } },
    "confirm-stop": { by: reviewer, of: there.stop, input: { stop: there.stop } },
    "issue-feed": plain(admin.id, {}),
  };
}

/** A proof that this person gave, as the database holds it. */
async function proofFor({ id: personId, sessionId }: Person, purpose: string): Promise<string> {
  const id = randomUUID();
  const proof = { id, sessionId, personId, purpose, method: "webauthn", createdAt: here.clock.now };
  await here.db.prisma.stepUp.create({ data: proof });
  return id;
}

const POSTING = { name: "Board", url: "https://board.example/in", kinds: ["release"] };
const READING = { name: "CI", scopes: ["registry:read"], expiresInDays: 1 };

const overOf = (act: Deed, { id: by }: Person, of: string) =>
  stepUpPurpose(act, deedSubject(act, { by, of }));
const anyChange = ({ id }: Person) => stepUpPurpose("change-factors", ownSubject("change-factors", id));

async function attempt(act: Deed, purpose: string): Promise<string> {
  const { by, input } = deeds[act];
  const command = await commandNamed(act);
  const answer = await here.attempt(command, { ...input, stepUpId: await proofFor(by, purpose) }, by);
  return answer.ok ? "done" : answer.error.code;
}

const ROOMS = ["access", "policy", "councils", "releases", "overview"].map((room) => `lib/${room}/commands`);

async function commandNamed(name: string): Promise<AnyCommand> {
  const room = ROOMS.find((folder) => readdirSync(folder).includes(`${name}.ts`))!;
  const module: Record<string, AnyCommand> = await import(join(process.cwd(), room, `${name}.ts`));
  return Object.values(module).find((value) => value.name === name)!;
}

/** Changes of one's own account take what older clients ask for. */
const OLDER: readonly Deed[] = [
  "enrol-factor",
  "rename-factor",
  "remove-factor",
  "renew-recovery",
  "mail-link",
  "bind-identity",
];

it.each(DEEDS)("%s takes no proof for another act, and none for another subject", async (act) => {
  const { by, of } = deeds[act];
  for (const other of DEEDS.filter((one) => one !== act))
    expect(await attempt(act, overOf(other, by, of)), other).toBe("sign-in-again");
  expect(await attempt(act, overOf(act, by, randomUUID()))).toBe("sign-in-again");
  if (!OLDER.includes(act)) expect(await attempt(act, anyChange(by))).toBe("sign-in-again");
});

it.each(OLDER)("%s takes the proof that older clients ask for", async (act) => {
  expect(await attempt(act, anyChange(deeds[act].by))).not.toBe("sign-in-again");
});

it("unbinds one's own account by the proof that older clients ask for", async () => {
  const { by } = deeds["bind-identity"];
  const proof = async (purpose: string) => ({ stepUpId: await proofFor(by, purpose) });
  const account = {
    issuer: "https://other.example",
    subject: "own",
    email: emailOf(by),
    emailVerified: true,
  };
  const binding = await proof(overOf("bind-identity", by, by.id));
  const { identityId } = await here.make(bindIdentity, { ...account, ...binding }, by);
  const answer = await here.attempt(unbindIdentity, { identityId, ...(await proof(anyChange(by))) }, by);
  expect(answer).toMatchObject({ ok: true });
});

it("takes the right proof: nothing above is refused for another reason", async () => {
  for (const act of DEEDS)
    expect(await attempt(act, overOf(act, deeds[act].by, deeds[act].of)), act).not.toBe("sign-in-again");
});

it("names an act for every command that asks for a proof", async () => {
  const asking: string[] = [];
  for (const folder of ROOMS)
    for (const file of readdirSync(folder).filter((one) => !one.includes(".test."))) {
      const command = await commandNamed(file.replace(".ts", ""));
      if (command.input instanceof z.ZodObject && "stepUpId" in command.input.shape)
        asking.push(command.name);
    }
  expect(asking.sort()).toEqual(STEP_UP_ACTS.filter((act) => act !== "change-factors").sort());
});
