import { randomUUID } from "node:crypto";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function reviewRequests({ model, review }: Furnished) {
  const raised = { cause: "drift", reason: "A test.", evidence: "Report 7" };
  return {
    "POST /models/{model}/reviews": { path: { model }, rest: { pointer: "production", ...raised } },
    "POST /reviews/{review}/signatures": {
      path: { review },
      rest: {
        round: 1,
        digest: digestOf("anything"),
        seat: "security",
        decision: "approve",
        stepUpId: randomUUID(),
      },
    },
  } satisfies Requests;
}
