import { z } from "zod";
import { type EventView, toEventView } from "#lib/audit/rows/event-view.ts";
import type { Tx } from "#lib/db/client.ts";
import { secondsBetween } from "#lib/kernel/time.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";
import { type ReleaseReference, referenceTo, releaseReference } from "./waiting-items.ts";

const SHOWN_MAX = 8;

/** The events a reader would call decisions. */
export const DECISIVE_ACTIONS = [
  "release.approved",
  "release.rejected",
  "release.changes-requested",
  "release.expired",
  "release.lapsed",
  "rollout.started",
  "rollout.halted",
  "rollout.rolling-back",
  "rollout.completed",
  "policy.published",
  "policy.rejected",
] as const;

export const recentDecision = z.object({
  uid: z.string(),
  /** Leaf index in the audit log; null until it is placed. */
  index: z.number().nullable(),
  action: z.enum(DECISIVE_ACTIONS),
  at: z.string(),
  actor: z.object({ type: z.string(), name: z.string().nullable() }),
  release: releaseReference.nullable(),
  rollout: z
    .object({
      number: z.number(),
      stage: z.string(),
      /** Titles of the guardrail that decided it, where one did. */
      guardrail: z.string().nullable(),
      /** From the decision until every server answered from the base again. */
      secondsToBase: z.number().nullable(),
    })
    .nullable(),
  /** Of a policy, published or rejected. */
  policyVersion: z.number().nullable(),
});
export type RecentDecision = z.infer<typeof recentDecision>;

/** The last decisions of the workspace, newest first, from the audit log itself. */
export async function recentDecisions(tx: Tx): Promise<RecentDecision[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT event.id, event.uid::text, leaf.idx AS index, person.name AS "actorName", event.view
    FROM audit_event event
    LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
    LEFT JOIN person ON person.id::text = event.actor_id
    WHERE event.action = ANY(${[...DECISIVE_ACTIONS]}) ORDER BY event.id DESC LIMIT ${SHOWN_MAX}`;
  const events = rows.map(toEventView);
  const releases = await releasesOf(tx, events);
  const rollouts = await rolloutsOf(tx, events);
  return events.map((event) => ({
    uid: event.uid,
    index: event.index,
    action: event.action as RecentDecision["action"],
    at: event.occurredAt,
    actor: { type: event.actor.type, name: event.actor.name },
    release: releases.get(releaseNumber(event) ?? 0) ?? null,
    rollout: rollouts.get(rolloutNumber(event) ?? 0)?.(event) ?? null,
    policyVersion: isOf("policy", event) ? Number(event.data["version"]) : null,
  }));
}

type Row = { uid: string; index: bigint | null; actorName: string | null; view: unknown };

const isOf = (noun: string, event: EventView): boolean => event.action.startsWith(`${noun}.`);
const releaseNumber = (event: EventView): number | undefined =>
  isOf("release", event)
    ? Number(event.data["number"])
    : isOf("rollout", event)
      ? Number(event.data["release"])
      : undefined;
const rolloutNumber = (event: EventView): number | undefined =>
  isOf("rollout", event) ? Number(event.data["number"]) : undefined;

async function releasesOf(tx: Tx, events: readonly EventView[]): Promise<Map<number, ReleaseReference>> {
  const files = await readReleases(
    tx,
    events.flatMap((event) => releaseNumber(event) ?? []),
  );
  return new Map(files.map(({ release, sections }) => [release.number, referenceTo(release, sections)]));
}

async function rolloutsOf(tx: Tx, events: readonly EventView[]) {
  const numbers = events.flatMap((event) => rolloutNumber(event) ?? []);
  const rows = await tx.rollout.findMany({ where: { number: { in: numbers } } });
  return new Map(
    rows.map((row) => {
      const plan = row.plan as unknown as Plan;
      const describe = ({ action, data }: EventView): RecentDecision["rollout"] => ({
        number: row.number,
        stage: plan.stages.find((stage) => stage.id === data["stage"])?.name ?? "",
        guardrail: plan.guardrails.find((guardrail) => guardrail.id === data["guardrail"])?.title ?? null,
        secondsToBase:
          action === "rollout.rolling-back" && row.decidedAt && row.actuatedAt
            ? secondsBetween(row.decidedAt, row.actuatedAt)
            : null,
      });
      return [row.number, describe] as const;
    }),
  );
}
