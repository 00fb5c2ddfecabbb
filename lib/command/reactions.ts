import { isTold } from "#lib/access/told.ts";
import type { DomainEvent } from "#lib/overview/events.ts";
import { tells } from "#lib/overview/messages.ts";
import type { Due } from "#lib/queue/enqueue.ts";
import type { JobName } from "#lib/queue/jobs.ts";

type Recorded = { readonly event: DomainEvent; readonly eventId: string };

/** The jobs triggered by each recorded event. This connects rooms that may not know each other. */
export const jobsAfter = (recorded: readonly Recorded[]): Due[] =>
  recorded.flatMap((one) =>
    [...reactionsTo(one.event), ...(tells(one.event.type) ? (["tell-people"] as const) : [])].map((job) => ({
      job,
      ...one,
    })),
  );

function reactionsTo(event: DomainEvent): readonly JobName[] {
  switch (event.type) {
    case "rollout.rolling-back":
      return ["open-incident"];
    case "rollout.halted":
      // A stop of everything says nothing about this one.
      return event.data.by === "stop" ? [] : ["open-incident"];
    case "link.issued":
      return event.data.via === "mailed" ? ["send-link"] : ["send-notice"];
    default:
      return isTold(event.type) ? ["send-notice"] : [];
  }
}
