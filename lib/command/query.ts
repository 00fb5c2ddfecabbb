import type { z } from "zod";
import { type Permission, permit } from "#lib/access/permission.ts";
import type { Database, Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { parseInput } from "./parse.ts";

/** A view of the world, as a value. It only reads: the read-only transaction refuses any change. */
export type Query<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly name: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  /** How many seconds its snapshot may be held; by default as long as any transaction. */
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

/** The only way to read: parses, checks the permission, and reads in one snapshot of the caller's workspace. */
export async function look<Input extends z.ZodType, Output extends z.ZodType>(
  db: Database,
  query: Query<Input, Output>,
  input: z.input<Input>,
  asking: Asking,
): Promise<Result<z.input<Output>, Refusal>> {
  const { seen } = await lookAtAll(db, { seen: ask(query, input) }, asking);
  return seen;
}

type Asking = { readonly caller: Caller; readonly now?: Date };
type Read<T> = (tx: Tx, now: Date) => Promise<Result<T, Refusal>>;

/** A query with its input, for `lookAtAll`. */
export type Asked<T> = {
  readonly secondsMax: number | undefined;
  readonly admit: (caller: Caller) => Result<Read<T>, Refusal>;
};

export const ask = <Input extends z.ZodType, Output extends z.ZodType>(
  query: Query<Input, Output>,
  input: z.input<Input>,
): Asked<z.input<Output>> => ({
  secondsMax: query.secondsMax,
  admit: (caller) => {
    const parsed = parseInput(query.input, input);
    if (!parsed.ok) return parsed;
    const permitted = permit(caller, query.permission);
    if (!permitted.ok) return permitted;
    return ok((tx, now) => query.load(tx, parsed.value, { caller, now }));
  },
});

type Answers<Views> = { [Name in keyof Views]: Result<Views[Name], Refusal> };

/** Several views of one moment, for a page: all read the same snapshot, and each is answered or refused by itself. */
export async function lookAtAll<Views extends Record<string, unknown>>(
  db: Database,
  asked: { readonly [Name in keyof Views]: Asked<Views[Name]> },
  { caller, now }: Asking,
): Promise<Answers<Views>> {
  const views: readonly Asked<unknown>[] = Object.values(asked);
  const admitted = views.map(({ admit }) => admit(caller));
  const read = (tx: Tx, begun: Date) =>
    Promise.all(admitted.map((view) => (view.ok ? view.value(tx, now ?? begun) : view)));
  const seconds = views.flatMap(({ secondsMax }) => secondsMax ?? []);
  const secondsMax = seconds.length > 0 ? Math.max(...seconds) : undefined;
  const answers = admitted.some(({ ok }) => ok)
    ? await inWorkspace(db, caller.workspaceId, read, { readOnly: true, secondsMax })
    : admitted;
  return Object.fromEntries(Object.keys(asked).map((name, at) => [name, answers[at]])) as Answers<Views>;
}
