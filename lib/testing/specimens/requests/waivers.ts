import { randomUUID } from "node:crypto";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function waiverRequests({ model, waiver, finding, everyone }: Furnished) {
  const reason = "A test.";
  return {
    "POST /models/{model}/findings": {
      rest: {
        title: "Night flights are late more often.",
        hypothesis: "Too few of them were in the training data.",
        severity: "medium",
        owner: everyone.id,
        dueAt: "2027-01-08T00:00:00.000Z",
        metric: "accuracy",
      },
    },
    "POST /models/{model}/findings/{number}/resolve": { path: { model, number: finding }, rest: { reason } },
    "POST /models/{model}/findings/{number}/accept": { path: { model, number: finding }, rest: { reason } },
    "POST /models/{model}/waivers": {
      rest: {
        gate: "digests-bound",
        startsAt: "2026-12-01T00:00:00.000Z",
        endsAt: "2026-12-08T00:00:00.000Z",
        reason,
        risk: "A rebuild may differ.",
        measures: "The image is kept.",
      },
    },
    "POST /models/{model}/waivers/{waiver}/extensions": {
      path: { model, waiver },
      rest: { endsAt: "2026-12-15T00:00:00.000Z", reason },
    },
    "POST /models/{model}/waivers/{waiver}/signatures": {
      path: { model, waiver },
      rest: {
        term: 1,
        digest: digestOf("anything"),
        seat: "engineering",
        decision: "approve",
        stepUpId: randomUUID(),
      },
    },
    "POST /models/{model}/waivers/{waiver}/withdraw": { path: { model, waiver }, rest: { reason } },
  } satisfies Requests;
}
