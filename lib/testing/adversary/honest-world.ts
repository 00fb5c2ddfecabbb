import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { copyOf, type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { confirmTier } from "#lib/testing/worlds/assessments.ts";
import { grantFunctions } from "#lib/testing/worlds/grant-functions.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { submitted } from "#lib/testing/worlds/releases.ts";
import {
  knownWorkspace,
  PASSWORD,
  type Person,
  type TestWorkspace,
  workspaceIn,
} from "#lib/testing/worlds/workspace.ts";
import type { Account, Human } from "./account.ts";
import { Game, type Rules } from "./game.ts";

/** Two seats for whatever is above the low tier, the default rules for people, and nothing else in the way. */
export const POLICY: PolicyContent = {
  title: "Sign-off",
  challenges: { from: null },
  routes: [
    {
      tiers: ["low"],
      council: "Engineering",
      seats: [{ function: "engineering", min: 1 }],
      reviewDays: 90,
      validDays: 60,
    },
    {
      tiers: ["limited", "high", "critical"],
      council: "Two functions",
      seats: [
        { function: "engineering", min: 1 },
        { function: "compliance", min: 1 },
      ],
      reviewDays: 90,
      validDays: 60,
    },
  ],
};

/** Where mail goes, and where links are handed over. */
export const MAILED = "example.com";
export const OUTSIDE = "elsewhere.example";

/** Who owns the models: a data scientist of the adversary's may assess them once he cannot. */
export const OWNER = "jonas";

/** The models of the game, by the tier that two people gave them. */
export const MODELS = { limited: "delay", high: "crew" } as const;

/** A workspace as honest people left it, to begin games from. */
export type HonestWorld = {
  readonly database: TestDatabase;
  readonly workspaceId: string;
  readonly now: Date;
  readonly accounts: readonly Account[];
};

/**
 * Its people do nothing from now on but object. Where they founded it, three of the holders came by links handed over, so
 * that an admin can reset them; else nobody holds anything.
 */
export async function honestWorld(founded: boolean): Promise<HonestWorld> {
  const database = await testDatabase();
  const here = await workspaceIn(database, "Adversary", { now: new Date("2026-01-05T08:00:00.000Z") });
  const accounts: Account[] = [];
  const join = async (name: string, domain: string, role: Role, functions: BusinessFunction[] = []) => {
    const { person, account } = await joined(here, { name, email: `${name}@${domain}`, role, functions });
    accounts.push(account);
    return person;
  };
  await join(ADMIN, MAILED, "admin");
  const jonas = await join(OWNER, MAILED, "data-scientist");
  await here.make(publishPolicy, POLICY, here.system);
  await offered(here, jonas, MODELS.high);
  if (founded) {
    const carla = await join("carla", MAILED, "reviewer", ["compliance"]);
    await join("erik", MAILED, "reviewer", ["engineering"]);
    await join("hanna", OUTSIDE, "reviewer", ["compliance"]);
    await join("hugo", OUTSIDE, "reviewer", ["engineering"]);
    await join("signe", OUTSIDE, "reviewer", ["security"]);
    await offered(here, jonas, MODELS.limited);
    // Beyond every window: what the honest did for each other ties nobody any more.
    here.clock.now = new Date(here.clock.now.getTime() + 400 * DAY_MS);
    await confirmTier(here, jonas, { model: MODELS.limited, tier: "limited", by: carla });
    for (const model of [MODELS.limited, MODELS.high]) await submitted(here, jonas, { model, version: 1 });
  }
  await here.db.close();
  const { workspaceId, clock } = here;
  return { database, workspaceId, now: clock.now, accounts };
}

/** The admin whose account is the adversary's. */
const ADMIN = "ann";

/** The adversary sits down at a copy of it. */
export async function newGame(world: HonestWorld, rules: Rules): Promise<Game> {
  const database = await copyOf(world.database);
  const here = knownWorkspace(database, world.workspaceId, { now: world.now });
  const game = new Game(
    here,
    rules,
    world.accounts.map((one) => ({ ...one })),
  );
  await game.look();
  game.faults.length = 0;
  for (const account of game.accounts) if (account.name === ADMIN) account.hand = "ann";
  return game;
}

type Joining = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly functions: readonly BusinessFunction[];
};

/** Somebody who joins by a link of the operator's. */
async function joined(here: TestWorkspace, { name, email, role, functions }: Joining) {
  const { db, workspaceId, clock, system } = here;
  const roles = [role];
  const link = await here.make(invitePerson, { name, email, roles }, system);
  await redeem(here, link, PASSWORD);
  const { personId: id } = link;
  await grantFunctions(db, { workspaceId, personId: id, functions, now: clock.now });
  const opening = { personId: id, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opening, system);
  const mailbox: Human = name === ADMIN ? "ann" : "honest";
  const account: Account = { id, name, email, mailbox, hand: "honest", sessionId };
  const person: Person = { kind: "person", id, name, workspaceId, roles, functions, sessionId };
  return { account, person };
}

/** A model with a version that can be offered to its council. */
async function offered(here: TestWorkspace, owner: Person, model: string): Promise<void> {
  await addModel(here, owner, model);
  const { number: version, digest } = await addVersion(here, owner, { model, bits: model });
  await addReport(here, owner, { model, version, digest, logLoss: 0.5 });
}
