import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import { testPlan } from "#lib/testing/worlds/releases.ts";
import type { Requests } from "./request.ts";

export function rolloutsRequests({ model, released, incident, everyone }: Furnished) {
  const reason = "A test.";
  return {
    "POST /models/{model}/pointers/{pointer}/dry-run": {
      path: { model, pointer: "production" },
      rest: { plan: testPlan },
    },
    "POST /models/{model}/pointers/{pointer}/switch-off": { rest: { reason } },
    "POST /models/{model}/pointers/{pointer}/return": {
      path: { model, pointer: "production" },
      rest: { version: 1, reason },
    },
    "POST /releases/{release}/rollout": { path: { release: released[1]! }, rest: { reason } },
    "POST /rollouts/{rollout}/pause": { rest: { reason } },
    "POST /rollouts/{rollout}/resume": { rest: { reason } },
    "POST /rollouts/{rollout}/halt": { rest: { reason } },
    "POST /rollouts/{rollout}/roll-back": { rest: { reason } },
    "POST /incidents/{incident}/notes": { rest: { note: reason } },
    "POST /incidents/{incident}/causes": { rest: { cause: reason } },
    "POST /incidents/{incident}/assessment": { rest: { severity: 2, lead: everyone.id, reason } },
    "POST /incidents/{incident}/steps/{step}": { path: { incident, step: 1 }, rest: { done: true } },
    "POST /incidents/{incident}/learnings": { rest: { text: reason, changes: "plan", owner: everyone.id } },
    "POST /incidents/{incident}/learnings/{learning}": {
      path: { incident, learning: 1 },
      rest: { outcome: "in-force", reason },
    },
    "POST /incidents/{incident}/close": { rest: { cause: 1, conclusion: reason } },
  } satisfies Requests;
}
