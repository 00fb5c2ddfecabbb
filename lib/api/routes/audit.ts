import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { checkpoint } from "#lib/audit/queries/checkpoint.ts";
import { consistencyProof } from "#lib/audit/queries/consistency-proof.ts";
import { eventDetail } from "#lib/audit/queries/event-detail.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { eventReceipt } from "#lib/audit/queries/event-receipt.ts";
import { logState } from "#lib/audit/queries/log-state.ts";
import { logWitnesses } from "#lib/audit/queries/log-witnesses.ts";

export const auditRoutes = [
  { method: "GET", path: "/audit/events", query: eventList },
  { method: "GET", path: "/audit/events/{event}", query: eventDetail },
  { method: "GET", path: "/audit/events/{event}/receipt", query: eventReceipt },
  { method: "GET", path: "/audit/filters", query: auditFilters, view: true },
  { method: "GET", path: "/audit/log", query: logState },
  { method: "GET", path: "/audit/witnesses", query: logWitnesses },
  { method: "GET", path: "/audit/checkpoint", query: checkpoint },
  { method: "GET", path: "/audit/consistency", query: consistencyProof },
] as const;
