import { randomUUID } from "node:crypto";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import type { AnyCommand, OutputOf } from "#lib/command/command.ts";
import { type AnyQuery, look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { connect } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction, Caller, PersonCaller, Role } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { keptDatabase } from "#lib/testing/databases/kept.ts";
import { grantFunctions } from "./grant-functions.ts";
import { redeem } from "./joining.ts";

export const PASSWORD = "a password of the tests";

const FIRST_DAY = new Date("2026-11-23T08:00:00.000Z");

export type Person = PersonCaller;
export type TestWorkspace = Awaited<ReturnType<typeof testWorkspace>>;

type AnswerOf<Q extends AnyQuery> = Extract<Awaited<ReturnType<Q["load"]>>, { ok: true }>["value"];

/**
 * A workspace in its own database, changed only by real commands, under a clock that moves one minute with each.
 * `make` and `see` throw on a refusal; `attempt` and `ask` return it.
 */
export const testWorkspace = async (name = "Skyline Operations") =>
  workspaceIn(await testDatabase(), name, { now: FIRST_DAY });

/** The same, with what `make` did in it: done once a run, and copied for each test file. */
export async function keptWorkspace<Facts>(name: string, make: (here: TestWorkspace) => Promise<Facts>) {
  const { database, facts } = await keptDatabase(name, async (fresh) => {
    const here = await workspaceIn(fresh, "Skyline Operations", { now: FIRST_DAY });
    const made = await make(here);
    await here.db.close();
    return { workspaceId: here.workspaceId, now: here.clock.now, made };
  });
  const here = knownWorkspace(database, facts.workspaceId, { now: new Date(facts.now) });
  return { here, facts: facts.made };
}

/** The same in an existing database. Without a clock it uses the real one. */
export async function workspaceIn(database: TestDatabase, name: string, stopped?: { now: Date }) {
  const here = knownWorkspace(database, randomUUID(), stopped);
  const { workspaceId: id, clock } = here;
  await here.db.prisma.workspace.create({ data: { id, slug: slugOf(name), name, createdAt: clock.now } });
  return here;
}

/** The same for an existing workspace. */
export function knownWorkspace(database: TestDatabase, workspaceId: string, stopped?: { now: Date }) {
  const db = connect(database.appUrl, { poolSize: 4 });
  const clock: { now: Date } = stopped ?? {
    get now() {
      return new Date();
    },
  };
  const tick = () => {
    if (stopped) stopped.now = new Date(stopped.now.getTime() + 60_000);
  };
  const system: Caller = { kind: "system", id: "system", name: "Countersign", workspaceId };

  const attempt = <C extends AnyCommand>(command: C, input: unknown, caller: Caller) => {
    tick();
    return run(db, command, input, { caller, now: clock.now }) as Promise<Result<OutputOf<C>, Refusal>>;
  };
  const make = async <C extends AnyCommand>(command: C, input: unknown, caller: Caller) =>
    orThrow(await attempt(command, input, caller));
  /** Also checks the answer against the query's own output schema. */
  const ask = async <Q extends AnyQuery>(query: Q, input: unknown, caller: Caller) => {
    const answer = await look(db, query, input as never, { caller, now: clock.now });
    if (answer.ok) query.output.parse(answer.value);
    return answer as Result<AnswerOf<Q>, Refusal>;
  };
  const see = async <Q extends AnyQuery>(query: Q, input: unknown, caller: Caller) =>
    orThrow(await ask(query, input, caller));

  /** Invites a person, who joins by the link, and signs them in. */
  const person = async (personName: string, roles: readonly Role[], functions: BusinessFunction[] = []) => {
    const email = emailOf({ name: personName });
    const invited = await make(invitePerson, { email, name: personName, roles }, system);
    const { personId } = invited;
    await redeem({ db, workspaceId, clock }, invited, PASSWORD);
    await grantFunctions(db, { workspaceId, personId, functions, now: clock.now });
    const { sessionId } = await make(
      openSession,
      { personId, address: "192.0.2.7", userAgent: "test" },
      system,
    );
    const signedIn = { id: personId, name: personName, workspaceId, roles, functions, sessionId };
    return { kind: "person", ...signedIn } as Person;
  };

  /** The entries of one stream as they were recorded, in order. */
  const eventsOf = (stream: string): Promise<AuditEntry[]> =>
    inWorkspace(db, workspaceId, async (tx) => {
      const rows = await tx.auditEvent.findMany({ where: { stream }, orderBy: { streamSeq: "asc" } });
      return rows.map((row) => row.view as unknown as AuditEntry);
    });

  const close = async () => {
    await db.close();
    await database.drop();
  };
  return { db, database, workspaceId, clock, system, attempt, make, ask, see, person, eventsOf, close };
}

/** The address that a person of this name is invited by. */
export const emailOf = ({ name }: Pick<Person, "name">): string =>
  `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@example.com`;

const slugOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, "-");

function orThrow<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
