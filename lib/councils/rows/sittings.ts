import {
  type Sat,
  SITTING_STATES,
  type SittingAct,
  type SittingState,
  sat,
  sittingAfter,
} from "#lib/councils/sitting.ts";
import {
  type SittingEvent,
  type SittingType,
  sittingEvents,
  sittingStream,
} from "#lib/councils/sitting-events.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { isIn, readSaid } from "#lib/kernel/event-catalogue.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A sitting with what was done in it. */
export type KeptSitting = Sat & { readonly acts: readonly SittingAct[] };

/** Serialises what gives a council its next sitting. */
export const lockCouncil = (tx: Tx, councilId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sittings ${councilId}`}, 3))`;

/** A sitting with its row locked, so that whoever runs it beside another takes turns with them. */
export async function lockSitting(tx: Tx, id: string): Promise<Result<KeptSitting, Refusal>> {
  await tx.$executeRaw`SELECT id FROM sitting WHERE id = ${id}::uuid FOR UPDATE`;
  return readSitting(tx, id);
}

/** The same without the lock, for views. */
export async function readSitting(tx: Tx, id: string): Promise<Result<KeptSitting, Refusal>> {
  const [found] = await sittingsById(tx, [id]);
  return found ? ok(found) : refuse("not-found", "sitting-not-found", "There is no such sitting here.");
}

type Row = {
  readonly type: string;
  readonly data: unknown;
  readonly byId: string;
  readonly byName: string;
  readonly at: Date;
};

export async function sittingsById(tx: Tx, ids: readonly string[]): Promise<KeptSitting[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sittingAct.findMany({
    where: { sittingId: { in: [...ids] } },
    orderBy: [{ sittingId: "asc" }, { act: "asc" }],
  });
  const byId = Map.groupBy(rows, ({ sittingId }) => sittingId);
  return ids.flatMap((id) => {
    const acts = byId.get(id)?.map(actOf);
    return acts ? [{ ...sat(acts), acts }] : [];
  });
}

/** A stored act is what an event said. */
function actOf({ type, data, byId, byName, at }: Row): SittingAct {
  const said = readSaid(sittingEvents, type, data);
  if (!said) throw new Error(`a sitting has an act that is none: ${type}`);
  return { ...said, by: { id: byId, name: byName }, at } as SittingAct;
}

type Context = { readonly caller: Caller; readonly now: Date };

/** Writes what was done, and where the sitting is after it. */
export async function writeActs(
  tx: Tx,
  {
    sitting,
    state,
    acts = [],
  }: { readonly sitting: string; readonly state: SittingState; readonly acts?: readonly unknown[] },
  events: readonly { readonly type: string; readonly data: unknown }[],
  { caller, now }: Context,
): Promise<SittingState> {
  const own = events.filter(isOfSitting);
  await tx.sittingAct.createMany({
    data: own.map(({ type, data }, nth) => ({
      sittingId: sitting,
      act: acts.length + 1 + nth,
      workspaceId: caller.workspaceId,
      type,
      data: asJson(data),
      byId: caller.id,
      byName: caller.name,
      at: now,
    })),
  });
  const after = own.reduce(sittingAfter, state);
  const moved = own.find((event) => event.type === "sitting.moved");
  if (after !== state || moved)
    await tx.sitting.update({
      where: { id: sitting },
      data: { state: after, ...(moved ? { startsAt: new Date(moved.data.startsAt) } : {}) },
    });
  return after;
}

const isOfSitting = (event: { readonly type: string }): event is SittingEvent =>
  isIn(sittingEvents, event.type);

export type SittingLine = {
  readonly id: string;
  readonly number: number;
  readonly startsAt: Date;
  readonly state: SittingState;
};

/** A council's sittings, newest first, before a number. */
export async function sittingLines(
  tx: Tx,
  councilId: string,
  { before, take }: { readonly before?: number | undefined; readonly take: number },
): Promise<SittingLine[]> {
  const rows = await tx.sitting.findMany({
    where: { councilId, ...(before === undefined ? {} : { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take,
  });
  return rows.map(({ id, number, startsAt, state }) => ({
    id,
    number,
    startsAt,
    state: oneOf(SITTING_STATES, state),
  }));
}

/** The types whose words lie beside the log. */
const WRITTEN: readonly SittingType[] = [
  "sitting.moved",
  "sitting.called-off",
  "sitting.noted",
  "sitting.amended",
  "sitting-item.postponed",
  "sitting.signed",
];

/** What was written in a sitting, as far as it was not erased, by the act's place in its stream. */
export async function wordsOfSitting(tx: Tx, sitting: string): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.$queryRaw<{ seq: number; words: string }[]>`
    SELECT e.stream_seq::int AS seq, d.body #>> '{}' AS words
    FROM audit_event e JOIN audit_detail d ON d.event_id = e.id AND d.name IN ('text', 'reason', 'comment')
    WHERE e.stream = ${sittingStream(sitting)} AND e.action = ANY (${[...WRITTEN]}) AND d.body IS NOT NULL`;
  return new Map(rows.map(({ seq, words }) => [seq, words]));
}
