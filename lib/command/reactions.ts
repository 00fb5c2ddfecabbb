import type { DomainEvent, EventType } from "#lib/overview/events.ts";
import type { Due } from "#lib/queue/enqueue.ts";
import type { JobName } from "#lib/queue/jobs.ts";

/** The jobs triggered by each event. This connects rooms that may not know each other. */
const REACTIONS: { readonly [T in EventType]?: readonly JobName[] } = {
  "rollout.rolling-back": ["open-incident"],
  "rollout.halted": ["open-incident"],
};

export const jobsAfter = (events: readonly DomainEvent[]): Due[] =>
  events.flatMap((event) => (REACTIONS[event.type] ?? []).map((job) => ({ job, event })));
