import type { z } from "zod";
import { auditFiltersView } from "#lib/audit/views/audit-filters.ts";
import { eventView } from "#lib/audit/views/event.ts";
import { eventDetailView } from "#lib/audit/views/event-detail.ts";
import { logStateView } from "#lib/audit/views/log-state.ts";
import { logWitnessesView } from "#lib/audit/views/log-witnesses.ts";
import { EVENT_DATA } from "../event-data.ts";

const EVENT = {
  uid: "0197a1c0-0000-7000-8000-000000000051",
  index: 10_482,
  action: "policy.published",
  outcome: "success",
  occurredAt: "2026-11-20T14:02:31.352Z",
  stream: "policy/0197a1c0-0000-7000-8000-000000000052",
  streamSeq: 3,
  actor: { type: "user", id: "ada", name: "Ada Berg" },
  targets: [],
  data: EVENT_DATA["policy.published"],
} as const;

/** What the audit trail shows, as its queries would answer it. Parsed, so that none can drift. */
export const event = (changed: Partial<z.input<typeof eventView>> = {}) =>
  eventView.parse({ ...EVENT, ...changed });

export const eventWithProof = (changed: Partial<z.input<typeof eventDetailView>> = {}) =>
  eventDetailView.parse({
    ...EVENT,
    entry: '{"action":"policy.published","é":1}',
    details: [],
    streamLength: 1_203,
    receipt: "c2sp.org/tlog-proof@v1",
    logKey: "countersign+1+key",
    around: [
      { index: 10_481, uid: "before", action: "policy.signed", occurredAt: EVENT.occurredAt },
      { index: 10_482, uid: EVENT.uid, action: EVENT.action, occurredAt: EVENT.occurredAt },
    ],
    ...changed,
  });

export const filters = (changed: Partial<z.input<typeof auditFiltersView>> = {}) =>
  auditFiltersView.parse({
    actors: [{ id: "ada", name: "Ada Berg", kind: "person" }],
    models: ["flight-delay"],
    ...changed,
  });

export const logState = (changed: Partial<z.input<typeof logStateView>> = {}) =>
  logStateView.parse({
    size: 10_500,
    waiting: 0,
    signedSize: 10_500,
    signedAt: "2026-11-20T14:02:32.000Z",
    ...changed,
  });

const WITNESS = {
  name: "witness.example/w1",
  key: "witness.example/w1+0a4d1c90+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  size: 10_480,
  cosignedAt: "2026-11-20T14:02:30.000Z",
  trouble: null,
};

/** One witness for each change. */
export const logWitnesses = (
  changes: Partial<z.input<typeof logWitnessesView>["witnesses"][number]>[] = [{}],
) =>
  logWitnessesView.parse({
    witnesses: changes.map((changed, i) => ({ ...WITNESS, key: `${WITNESS.key}${i}`, ...changed })),
  });
