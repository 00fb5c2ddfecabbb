import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { faultpoint } from "#lib/db/faultpoint.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { appendEvents } from "#lib/ledger/append.ts";
import type { DomainEvent } from "#lib/overview/events.ts";
import { enqueue } from "#lib/queue/enqueue.ts";
import type { Command, Context } from "./command.ts";
import { earlierAnswer, keepAnswer } from "./idempotency.ts";
import { parseInput } from "./parse.ts";
import { jobsAfter } from "./reactions.ts";

export type Asking = {
  readonly caller: Caller;
  /** The time of the decision; by default the start of its transaction by the database's clock. */
  readonly now?: Date;
  readonly newId?: () => string;
  readonly idempotencyKey?: string;
  readonly requestId?: string;
};

/**
 * The one door: the only function that opens a writing transaction. Parses, checks the permission, loads and locks,
 * decides, records, appends the audit events with their outbox rows and jobs, commits. A refusal leaves nothing behind.
 */
export async function run<Input extends z.ZodType, Facts, Event extends DomainEvent, Output>(
  db: Database,
  command: Command<Input, Facts, Event, Output>,
  input: unknown,
  asking: Asking,
): Promise<Result<Output, Refusal>> {
  const parsed = parseInput(command.input, input);
  if (!parsed.ok) return parsed;
  const permitted = permit(asking.caller, command.permission);
  if (!permitted.ok) return permitted;
  const { caller, idempotencyKey } = asking;
  faultpoint("command-before-begin", command.name);
  const keyed = idempotencyKey === undefined ? null : { caller, command, key: idempotencyKey, input };
  try {
    const result = await inWorkspace(db, caller.workspaceId, async (tx, begun) => {
      const now = asking.now ?? begun;
      const earlier = keyed && (await earlierAnswer<Output>(tx, keyed));
      if (earlier) return earlier;
      const { output, recorded } = await carryOut(tx, command, parsed.value, { ...asking, now });
      await enqueue(tx, db.queue.sender, jobsAfter(recorded), caller.workspaceId);
      if (keyed) await keepAnswer(tx, keyed, output, now);
      faultpoint("command-before-commit", command.name);
      return ok(output);
    });
    faultpoint("command-after-commit", command.name);
    return result;
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}

async function carryOut<Input extends z.ZodType, Facts, Event extends DomainEvent, Output>(
  tx: Tx,
  command: Command<Input, Facts, Event, Output>,
  input: z.output<Input>,
  { caller, now, newId = uuidv7, requestId, idempotencyKey }: Asking & { readonly now: Date },
): Promise<{ output: Output; recorded: { event: Event; eventId: string }[] }> {
  const context: Context = { caller, now, newId };
  const facts = orRefuse(await command.load(tx, input, context));
  const events = orRefuse(command.decide(facts, input, context));
  if (events.length === 0)
    throw new Error(`${command.name} decided nothing; a command must leave an event or refuse`);
  const output = await command.record(tx, events, facts, context);
  const eventIds = await appendEvents(tx, events, { caller, now, newId, requestId, idempotencyKey });
  faultpoint("command-after-insert", command.name);
  return { output, recorded: eventIds.map((eventId, at) => ({ event: events[at]!, eventId })) };
}

/** Carries a refusal out of the transaction to roll it back. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

function orRefuse<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}
