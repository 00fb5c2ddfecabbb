import type { z } from "zod";
import type { Permission } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { DomainEvent } from "#lib/overview/events.ts";

/** The context of a decision besides its facts: the caller, the time, and a source of new ids. */
export type Context = {
  readonly caller: Caller;
  readonly now: Date;
  readonly newId: () => string;
};

/**
 * A change to the world, as a value. `load` locks the subject's row and gathers facts; `decide` is pure; `record`
 * writes rows from the events and returns the output. The runner does everything else.
 */
export type Command<Input extends z.ZodType, Facts, Event extends DomainEvent, Output> = {
  /** `verb-noun`, the file's name. */
  readonly name: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly input: Input;
  readonly output: z.ZodType<Output>;
  /** Top-level input fields that are never stored, not even in a digest: passwords. */
  readonly secretInput?: readonly string[];
  /** The answer contains a secret: it is returned once and not stored, so a repeat under the same key is refused. */
  readonly answersOnce?: boolean;
  /** The one code that its denials are counted and logged under, where their own would say what a hidden input asked. */
  readonly deniedAs?: string;
  load(tx: Tx, input: z.output<Input>, context: Context): Promise<Result<Facts, Refusal>>;
  decide(facts: Facts, input: z.output<Input>, context: Context): Result<readonly Event[], Refusal>;
  record(tx: Tx, events: readonly Event[], facts: Facts, context: Context): Promise<Output>;
};

/** A command with its facts and events hidden: what the door needs to run any command. */
export type AnyCommand = Command<z.ZodType, unknown, DomainEvent, unknown>;

/** A command's output. */
export type OutputOf<C extends AnyCommand> = z.output<C["output"]>;

/** Infers the type parameters of a command from its parts. */
export const defineCommand = <Input extends z.ZodType, Facts, Event extends DomainEvent, Output>(
  command: Command<Input, Facts, Event, Output>,
): Command<Input, Facts, Event, Output> => command;
