import type { DomainEvent } from "#lib/overview/events.ts";
import type { Due } from "#lib/queue/enqueue.ts";
import type { JobName } from "#lib/queue/jobs.ts";

/** The jobs triggered by each event. This connects rooms that may not know each other. */
export const jobsAfter = (events: readonly DomainEvent[]): Due[] =>
  events.flatMap((event) => reactionsTo(event).map((job) => ({ job, event })));

function reactionsTo(event: DomainEvent): readonly JobName[] {
  switch (event.type) {
    case "rollout.rolling-back":
    case "rollout.halted":
      return ["open-incident"];
    case "link.issued":
      return event.data.via === "mailed" ? ["send-link"] : [];
    default:
      return [];
  }
}
