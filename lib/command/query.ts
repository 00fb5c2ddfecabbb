import type { z } from "zod";
import { type Permission, permit } from "#lib/access/permission.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { parseInput } from "./parse.ts";

/** A view of the world, as a value. It reads; a change in it is refused by the read-only transaction. */
export type Query<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly name: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  /** How long its snapshot may be held; as long as any transaction if not said. */
  readonly secondsMax?: number;
  load(
    tx: Tx,
    input: z.output<Input>,
    context: { caller: Caller; now: Date },
  ): Promise<Result<z.input<Output>, Refusal>>;
};

export type AnyQuery = Query<z.ZodType, z.ZodType>;

export const defineQuery = <Input extends z.ZodType, Output extends z.ZodType>(
  query: Query<Input, Output>,
): Query<Input, Output> => query;

/** The only way to look: parses, checks the permission, and reads in one snapshot of the caller's workspace. */
export async function look<Input extends z.ZodType, Output extends z.ZodType>(
  db: Database,
  query: Query<Input, Output>,
  input: z.input<Input>,
  { caller, now }: { caller: Caller; now?: Date },
): Promise<Result<z.input<Output>, Refusal>> {
  const parsed = parseInput(query.input, input);
  if (!parsed.ok) return parsed;
  const permitted = permit(caller, query.permission);
  if (!permitted.ok) return permitted;
  const read = (tx: Tx, begun: Date) => query.load(tx, parsed.value, { caller, now: now ?? begun });
  return inWorkspace(db, caller.workspaceId, read, { readOnly: true, secondsMax: query.secondsMax });
}
