import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { ok } from "#lib/kernel/result.ts";
import { freezeTerms, isStanding } from "#lib/policy/freeze.ts";
import { nextSpan, type Span, spanAt } from "#lib/policy/freeze-window.ts";
import { looseningState } from "#lib/policy/loosening.ts";
import { type KeptLoosening, looseningsOf, openStop, standingStop } from "#lib/policy/rows/freezes.ts";
import { mayAskStop, mayConfirmStop } from "#lib/policy/stop.ts";
import {
  type FreezeView,
  freezeListView,
  type LooseningView,
  type StopView,
} from "#lib/policy/views/freeze-list.ts";

const FREEZES_SHOWN = 200;

/** The freezes of the workspace, with what was proposed to loosen them. */
export const freezeList = defineQuery({
  name: "freeze-list",
  permission: "freeze:read",
  summary: "Freezes of the workspace, and what loosens them",
  input: z.strictObject({}),
  output: freezeListView,

  async load(tx, _input, { caller, now }) {
    const [rows, models, pointers] = await Promise.all([
      // Those that nobody ended first: what is in force is never left out.
      tx.freeze.findMany({
        orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
        take: FREEZES_SHOWN,
      }),
      tx.model.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }),
      tx.pointer.findMany({ distinct: ["name"], select: { name: true }, orderBy: { name: "asc" } }),
    ]);
    const loosenings = await looseningsOf(
      tx,
      rows.map(({ id }) => id),
    );
    const nameOf = new Map(models.map(({ id, name }) => [id, name]));
    const items = rows.map(({ terms, ...row }): FreezeView => {
      const { models: covered, ...rest } = freezeTerms.parse(terms);
      const { window, zone } = rest;
      const timed = isStanding(window) || row.endedAt !== null ? null : { window, zone };
      const span = timed && (spanAt(timed, now) ?? nextSpan(timed, now));
      return {
        ...rest,
        id: row.id,
        name: row.name,
        reason: row.reason,
        state: isStanding(window) && row.endedAt === null ? "in-force" : stateOf(row.endedAt, span, now),
        models: covered?.map((id) => ({ id, name: nameOf.get(id) ?? id })) ?? null,
        span: span && { from: span.from.toISOString(), until: span.until.toISOString() },
        createdBy: row.createdByName,
        createdAt: row.createdAt.toISOString(),
        endedAt: row.endedAt?.toISOString() ?? null,
        loosenings: loosenings
          .filter(({ freezeId }) => freezeId === row.id)
          .map((one) => looseningView(one, caller, now)),
      };
    });
    return ok({
      items: items.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b))),
      models,
      pointers: pointers.map(({ name }) => name),
      whyNotCreate: whyNotPermitted(caller, "freeze:create"),
      whyNotLoosen: whyNotPermitted(caller, "loosening:propose"),
      stop: await stopState(tx, caller, now),
    });
  },
});

/** Whether all rollouts are stopped or somebody asks for it, and what the reader may do about that. */
async function stopState(tx: Tx, caller: Caller, now: Date): Promise<StopView> {
  const [inForce, open] = [await standingStop(tx), await openStop(tx, now)];
  const barred = whyNotPermitted(caller, "stop:confirm");
  const may = mayAskStop(caller.id, { inForce: inForce !== null, open });
  // Whether the two are independent is asked once they are two.
  const confirming = { by: caller.id, inForce: inForce !== null, bond: null, nameOf: () => "", now };
  const second = open && mayConfirmStop(open, confirming);
  return {
    inForce: inForce && { ...inForce, since: inForce.since.toISOString() },
    asked: open && {
      id: open.id,
      reason: open.reason,
      askedBy: open.askedByName,
      askedAt: open.askedAt.toISOString(),
      whyNotConfirm: barred ?? (second && !second.ok ? second.error.message : null),
    },
    whyNotAsk: whyNotPermitted(caller, "stop:ask") ?? (may.ok ? null : may.error.message),
  };
}

function stateOf(endedAt: Date | null, span: Span | null, now: Date): FreezeView["state"] {
  if (endedAt !== null) return "ended";
  if (span === null) return "past";
  return span.from <= now ? "in-force" : "planned";
}

const ORDER = { "in-force": 0, planned: 1, past: 2, ended: 3 } as const;
const orderOf = ({ state, span, name }: FreezeView): string => `${ORDER[state]} ${span?.from ?? ""} ${name}`;

function looseningView(one: KeptLoosening, caller: Caller, now: Date): LooseningView {
  const state = looseningState(one, now);
  return {
    id: one.id,
    kind: one.kind,
    release: one.releaseNumber,
    reason: one.reason,
    state,
    proposedBy: one.proposedBy,
    proposedAt: one.proposedAt.toISOString(),
    confirmedBy: one.confirmedBy,
    confirmedAt: one.confirmedAt?.toISOString() ?? null,
    whyNotConfirm: whyNotConfirm(one, state, caller),
  };
}

function whyNotConfirm(
  { proposedById, freezeEndedAt }: KeptLoosening,
  state: LooseningView["state"],
  caller: Caller,
): string | null {
  if (state !== "proposed")
    return state === "confirmed" ? "Confirmed already." : "Nobody confirmed it in time.";
  if (freezeEndedAt !== null) return "The freeze has ended.";
  if (proposedById === caller.id) return "You proposed it; a second person confirms.";
  return whyNotPermitted(caller, "loosening:confirm");
}
