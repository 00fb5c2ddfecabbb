import { type Fact, foldBy } from "#lib/audit/replay.ts";
import { delegationEvents } from "./delegation-events.ts";

/** Delegations as the log records them, by their streams. */
export const delegationFold = foldBy(delegationEvents, {
  "delegation.created"({ facts }, { data, stream, occurred_at: at }) {
    facts.set(stream, { ...data, at, endedAt: null } as Fact);
  },
  "delegation.ended"({ facts }, { stream, occurred_at: endedAt }) {
    facts.set(stream, { ...facts.get(stream), endedAt });
  },
});
