import { z } from "zod";
import type { Tallied } from "#lib/audit/tally.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import { instant } from "#lib/kernel/fields.ts";

/** At most this many are recorded in one transaction. */
export const TOLD_MAX = 100;

const samples = z.array(z.string().max(254)).max(5);

/** The tally to record; each entry becomes one event. */
export const talliedList = z
  .array(
    z.strictObject({
      doer: z.strictObject({ type: z.enum(["person", "token", "address"]), id: z.string().max(60) }),
      code: z.string().max(60),
      filter: z.string().max(100).optional(),
      count: z.number().int().min(1),
      firstAt: instant,
      lastAt: instant,
      what: samples,
      addresses: samples,
      tried: samples,
    }),
  )
  .min(1)
  .max(TOLD_MAX);

type Entry = z.output<typeof talliedList>[number];

export const told = ({ kind: _, workspaceId: __, firstAt, lastAt, ...rest }: Tallied) => ({
  ...rest,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
});

/** The event of one entry. The address and what was tried are stored where they can be erased. */
export function talliedEvent(type: "denial.recorded" | "audit.read", stream: string, of: Entry) {
  const { doer, code, filter, count, firstAt, lastAt, what, addresses, tried } = of;
  const block = doer.type === "address" ? { block: doer.id } : {};
  const from = { ...block, addresses, ...(tried.length > 0 ? { tried } : {}) };
  const known = doer.type !== "address" && doer.id.length === 36;
  return eventOf(type, {
    stream,
    ...(type === "denial.recorded" ? { outcome: "denied" as const } : {}),
    targets: known ? [{ type: doer.type, id: doer.id }] : [],
    data: {
      code,
      by: doer.type,
      count,
      firstAt,
      lastAt,
      ...(filter ? { filter } : {}),
      ...(what.length > 0 ? { what } : {}),
    },
    ...(addresses.length > 0 || tried.length > 0 ? { details: { from } } : {}),
  });
}

/** Serialises the recorders of one workspace: each event continues its stream. */
export const lockStream = (tx: Tx, stream: string): Promise<number> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stream}, 3))`;
