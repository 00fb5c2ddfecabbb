import { storedReason } from "#components/metrics/judge-words.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { incidentEvents } from "#lib/incidents/events.ts";
import type { monitoringEvents } from "#lib/monitoring/events.ts";
import type { Stage } from "#lib/releases/plan.ts";
import type { RolloutEvent } from "#lib/rollouts/events.ts";
import type { RolloutEventView } from "#lib/rollouts/views/rollout-event.ts";

/** What happened to a rollout, newest first, each with its place in the audit log. */
export function rolloutFeed(
  events: readonly RolloutEventView[],
  stages: readonly Pick<Stage, "id" | "name">[],
): FeedEvent[] {
  return events.map(({ uid, index, action, actor, at, because, to }) => {
    const by = actor === "The system" ? "the system" : actor;
    const stage = to === null ? "the next stage" : (stages.find(({ id }) => id === to)?.name ?? to);
    return {
      id: uid,
      title: isKnown(action) ? LINES[action].title({ by, stage }) : action,
      tone: isKnown(action) ? LINES[action].tone : "plain",
      detail: because === null ? undefined : storedReason(because),
      at,
      href: `/audit/${index ?? uid}`,
    };
  });
}

type Line = { readonly tone: Tone; readonly title: (said: { by: string; stage: string }) => string };
type Shown = RolloutEvent["type"] | keyof typeof incidentEvents | keyof typeof monitoringEvents;

const isKnown = (action: string): action is Shown => Object.hasOwn(LINES, action);

/** A new event of a rollout without its line does not compile. */
const LINES: Readonly<Record<Shown, Line>> = {
  "rollout.started": { tone: "yours", title: ({ by }) => `Started by ${by}` },
  "rollout.advanced": { tone: "pass", title: ({ stage }) => `Advanced to ${stage}` },
  "rollout.paused": { tone: "hold", title: ({ by }) => `Paused by ${by}` },
  "rollout.resumed": { tone: "yours", title: ({ by }) => `Resumed by ${by}` },
  "rollout.halted": { tone: "fail", title: ({ by }) => `Halted by ${by}` },
  "rollout.rolling-back": { tone: "fail", title: ({ by }) => `Rolled back by ${by}` },
  "rollout.rolled-back": { tone: "fail", title: () => "The base version serves everyone again" },
  "rollout.completed": { tone: "pass", title: () => "Completed" },
  "outcome.corrected": { tone: "hold", title: ({ by }) => `Outcomes corrected by ${by}` },
  "incident.opened": { tone: "hold", title: () => "Incident opened" },
  "incident.noted": { tone: "plain", title: ({ by }) => `Note by ${by}` },
  "incident.explained": { tone: "yours", title: ({ by }) => `Cause recorded by ${by}` },
  "incident.assessed": { tone: "plain", title: ({ by }) => `Assessed by ${by}` },
  "step.ticked": { tone: "pass", title: ({ by }) => `Step done by ${by}` },
  "step.unticked": { tone: "hold", title: ({ by }) => `Step not done after all, says ${by}` },
  "learning.added": { tone: "yours", title: ({ by }) => `Learning added by ${by}` },
  "learning.settled": { tone: "pass", title: ({ by }) => `Learning settled by ${by}` },
  "incident.closed": { tone: "pass", title: ({ by }) => `Incident closed by ${by}` },
};
