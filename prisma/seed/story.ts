import type { z } from "zod";
import { closeSession } from "#lib/access/commands/close-session.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { functionsHeld } from "#lib/access/rows/grants.ts";
import type { AnyCommand, OutputOf } from "#lib/command/command.ts";
import { type Asking, run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller, PersonCaller, Role } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { readIn } from "./reading.ts";

export type Person = PersonCaller;

/** What a person does between signing in and signing out. */
export type Sitting = {
  readonly caller: Person;
  now(): Date;
  /** Runs a command a moment after the last. The same input again gets the same answer and changes nothing. */
  act<C extends AnyCommand>(command: C, input: z.input<C["input"]>): Promise<OutputOf<C>>;
  /** The same for commands whose answer must not be stored, or is never the same twice. */
  actAnew<C extends AnyCommand>(command: C, input: z.input<C["input"]>): Promise<OutputOf<C>>;
};

export type Story = {
  readonly db: Database;
  readonly workspaceId: string;
  /** Moves the clock forward to this moment; it never goes back. */
  later(moment: string): void;
  /** Signs the person in, lets them act, and signs them out. */
  sitting<T>(email: string, body: (sitting: Sitting) => Promise<T>): Promise<T>;
};

/**
 * A workspace's past, created by running its commands under a clock of its own: its records are as genuine as
 * people's. The clock moves `stepMs` with each act. An interrupted story continues where it stopped. A refusal is a
 * mistake in the story and throws.
 */
export async function storyIn(
  db: Database,
  workspaceId: string,
  startsAt: Date,
  stepMs = MINUTE_MS,
): Promise<Story> {
  let now = new Date(Math.max(startsAt.getTime(), await lastEventMs(db, workspaceId)));
  const tick = (): Date => {
    now = new Date(now.getTime() + stepMs);
    return now;
  };
  const system: Caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId };

  const sitting: Story["sitting"] = async (email, body) => {
    const who = await personOf(db, workspaceId, email, now);
    const from = { personId: who.id, address: "127.0.0.1", userAgent: "seed" };
    const { sessionId } = await carryOut(db, openSession, from, { caller: system, now: tick() });
    const caller: Person = { ...who, sessionId };
    try {
      return await body({
        caller,
        now: () => now,
        act: async (command, input) => {
          const idempotencyKey = `seed-${digestOfJson(input).slice(-32)}`;
          return carryOut(db, command, input, { caller, now: tick(), idempotencyKey });
        },
        actAnew: (command, input) => carryOut(db, command, input, { caller, now: tick() }),
      });
    } finally {
      await carryOut(db, closeSession, { sessionId }, { caller: system, now: tick() });
    }
  };
  const later = (moment: string): void => {
    now = new Date(Math.max(now.getTime(), Date.parse(moment)));
  };
  return { db, workspaceId, later, sitting };
}

async function carryOut<C extends AnyCommand>(
  db: Database,
  command: C,
  input: unknown,
  asking: Asking,
): Promise<OutputOf<C>> {
  const result = await run(db, command, input, asking);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as OutputOf<C>;
}

async function lastEventMs(db: Database, workspaceId: string): Promise<number> {
  const last = await readIn(db, workspaceId, (tx) => tx.auditEvent.aggregate({ _max: { occurredAt: true } }));
  return last._max.occurredAt?.getTime() ?? 0;
}

async function personOf(
  db: Database,
  workspaceId: string,
  email: string,
  now: Date,
): Promise<Omit<Person, "sessionId">> {
  return readIn(db, workspaceId, async (tx) => {
    const { id, name } = await tx.person.findUniqueOrThrow({ where: { email } });
    const where = { workspaceId_personId: { workspaceId, personId: id } };
    const { roles } = await tx.membership.findUniqueOrThrow({ where });
    const functions = await functionsHeld(tx, { workspaceId, personId: id }, now);
    const may = { roles: roles as Role[], functions };
    return { kind: "person", id, name, workspaceId, ...may };
  });
}
