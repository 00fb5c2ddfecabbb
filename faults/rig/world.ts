import { argon2Sync } from "node:crypto";
import { encode } from "next-auth/jwt";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { roleUrls } from "#lib/db/roles.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { TEST_PASSWORDS as PASSWORDS, withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { foundByFormer } from "#lib/testing/worlds/grant-functions.ts";
import { oneCouncil, sign, submitted } from "#lib/testing/worlds/releases.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { PASSWORD, type Person, type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";

/** Signs the cookies of the harness's people. */
export const SECRET = "the secret of the fault harness, 32+";

/** The people of the world every scenario starts with, and each one's credentials. */
export type World = {
  readonly workspaceId: string;
  readonly author: Actor;
  readonly manager: Actor;
  readonly admin: Actor;
  /** Five data scientists, of whom the policy requires three; two engineers for the one other seat. */
  readonly signers: readonly Actor[];
  readonly engineers: readonly Actor[];
  /** May evaluate flags and report telemetry. */
  readonly token: string;
  /** Models by name, each with version 1 live on `production` and version 2 registered. */
  readonly models: readonly string[];
};
export type Actor = { readonly person: Person; readonly cookie: string };

const guardrail = { minSamplesPerArm: 60, maxStalenessSeconds: 4, onFail: "roll-back" } as const;
const stage = { minSeconds: 3, minSamplesPerArm: 60, deadlineSeconds: 3600, onDeadline: "halt" } as const;

/** Quick: a healthy stage passes in about four seconds, and harm shows in one. */
export const quickPlan: Plan = {
  guardrails: [
    {
      ...guardrail,
      id: "log-loss",
      title: "Log-loss",
      metric: "log-loss",
      rule: { kind: "sequential", rollbackMargin: 0.1, advanceMargin: 2 },
    },
  ],
  stages: [
    { ...stage, id: "quarter", name: "A quarter", kind: "canary", trafficPercent: 25 },
    { ...stage, id: "half", name: "Half", kind: "canary", trafficPercent: 50 },
    { ...stage, id: "full", name: "Everyone", kind: "full", trafficPercent: 100, minSeconds: 600 },
  ],
  alpha: 0.05,
  plannedSamples: 1000,
  maturitySeconds: 1,
  cohortSeconds: 1,
  holdoutPercent: 20,
  consecutiveErrorsMax: 5,
};

/** Fills an empty prepared database by running commands, and returns the people in it. Its policy has these gates. */
export async function makeWorld(
  ownerUrl: string,
  models: readonly string[],
  gates: readonly Gate[] = [],
): Promise<World> {
  const { cs_app: appUrl, cs_sequencer: sequencerUrl, cs_signer: signerUrl } = roleUrls(ownerUrl, PASSWORDS);
  // Its signers come in by mailed links, as the policy takes them.
  Object.assign(process.env, TEST_MAIL);
  const database = { ownerUrl, appUrl, sequencerUrl, signerUrl, drop: async () => {} };
  const here = await workspaceIn(database, "Fault lines");
  try {
    await foundByFormer(here);
    const admin = await here.person("Ada Admin", ["admin"]);
    const author = await here.person("Ann Author", ["data-scientist"]);
    const tester = await here.person("Tom Tester", ["data-scientist"]);
    const manager = await here.person("Max Manager", ["release-manager"]);
    const names = ["One", "Two", "Three", "Four", "Five"];
    const signers = await reviewers(here, names, "data-science");
    const engineers = await reviewers(here, ["Left", "Right"], "engineering");
    await cheapPasswords(ownerUrl);
    const seats = [{ function: "data-science" as const, min: 3 }];
    const policy = oneCouncil(...seats, { function: "engineering", min: 1 });
    await here.make(publishPolicy, gates.length > 0 ? { ...policy, gates: [...gates] } : policy, admin);
    for (const model of models) {
      await addModel(here, author, model);
      for (const number of [1, 2]) {
        const parent = number === 2 ? { parent: 1 } : {};
        const bits = `${model} ${number}`;
        const version = await addVersion(here, author, { model, bits, ...parent });
        const of = { model, version: number, digest: version.digest, logLoss: 0.5 };
        await addReport(here, tester, of);
      }
      const release = await submitted(here, author, { model, version: 1 });
      for (const signer of signers.slice(0, 3)) await sign(here, signer, { release, seat: "data-science" });
      await sign(here, engineers[0]!, { release, seat: "engineering" });
      await here.make(startRollout, { release, reason: "Agreed." }, manager);
    }
    const scopes = ["assignment:evaluate", "telemetry:ingest", "health:read"];
    const token = { name: "Serving", scopes, expiresInDays: 30, responsibleId: admin.id };
    const { secret } = await here.make(issueToken, token, here.system);
    return {
      workspaceId: here.workspaceId,
      author: await actor(author),
      manager: await actor(manager),
      admin: await actor(admin),
      signers: await Promise.all(signers.map(actor)),
      engineers: await Promise.all(engineers.map(actor)),
      token: secret,
      models,
    };
  } finally {
    await here.close();
  }
}

/** The same password with a deliberately cheap hash: the run gives hundreds of proofs of presence. */
async function cheapPasswords(ownerUrl: string): Promise<void> {
  const [memory, passes, parallelism] = [8, 1, 1];
  const nonce = Buffer.alloc(16);
  const parameters = { memory, passes, parallelism, tagLength: 32, message: Buffer.from(PASSWORD), nonce };
  const tag = argon2Sync("argon2id", parameters).toString("base64url");
  const hash = `$argon2id$m=${memory},t=${passes},p=${parallelism}$${nonce.toString("base64url")}$${tag}`;
  await withClient(ownerUrl, (client) => client.query("UPDATE person SET password_hash = $1", [hash]));
}

async function reviewers(here: TestWorkspace, names: readonly string[], seat: BusinessFunction) {
  const people: Person[] = [];
  for (const name of names) people.push(await here.person(`${name} ${seat}`, ["reviewer"], [seat]));
  return people;
}

async function actor(person: Person): Promise<Actor> {
  const token = await encode({ token: { sub: person.id, sid: person.sessionId }, secret: SECRET });
  return { person, cookie: `${sessionCookieName()}=${token}` };
}
