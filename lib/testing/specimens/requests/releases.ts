import { randomUUID } from "node:crypto";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import { testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import type { Requests } from "./request.ts";

export function releasesRequests({ model, draft, inReview, released, condition }: Furnished) {
  const reason = "A test.";
  return {
    "POST /releases": {
      rest: { model, version: 3, pointer: "production", case: testCase, plan: testPlan },
    },
    ...templateRequests,
    "PUT /releases/{release}": {
      path: { release: draft },
      rest: { round: 1, case: { ...testCase, what: "Something else." }, plan: testPlan },
    },
    "POST /releases/{release}/submit": { path: { release: draft }, rest: {} },
    "POST /releases/{release}/verdicts": {
      rest: {
        round: 1,
        subjectDigest: digestOf("anything"),
        seat: "security",
        decision: "approve",
        comment: "Looks right.",
        stepUpId: randomUUID(),
      },
    },
    ...sealedRequests(draft),
    "POST /releases/{release}/lifts": {
      path: { release: draft },
      rest: { objection: randomUUID(), reason, stepUpId: randomUUID() },
    },
    "POST /releases/{release}/conditions/{condition}/reports": {
      path: { release: released.at(-1)!, condition },
      rest: { evidence: "2,000 night flights, within 0.020." },
    },
    "POST /releases/{release}/conditions/{condition}/signatures": {
      path: { release: released.at(-1)!, condition },
      rest: { report: 1, digest: digestOf("anything"), decision: "approve", stepUpId: randomUUID() },
    },
    "POST /releases/{release}/recusals": {
      path: { release: draft },
      rest: { reason, stepUpId: randomUUID() },
    },
    "POST /releases/{release}/finding": {
      path: { release: draft },
      rest: { finding: "The clock was in UTC." },
    },
    "POST /releases/{release}/emergency": {
      path: { release: inReview },
      rest: {
        incident: 1,
        reason,
        scope: "One threshold.",
        maxPercent: 25,
        endsAt: "2030-01-01T00:00:00.000Z",
      },
    },
    "POST /releases/{release}/emergency/authorisation": {
      path: { release: inReview },
      rest: { seat: "compliance", stepUpId: randomUUID() },
    },
    "POST /releases/{release}/withdraw": { path: { release: draft }, rest: { reason } },
  } satisfies Requests;
}

const sealedRequests = (draft: number) => ({
  "POST /releases/{release}/sealed-verdicts": {
    path: { release: draft },
    rest: {
      round: 1,
      subjectDigest: digestOf("anything"),
      seat: "compliance",
      decision: "approve",
      stepUpId: randomUUID(),
    },
  },
});

const templateRequests = {
  "POST /templates": {
    rest: {
      content: {
        title: "House plan",
        whenToUse: "For every update.",
        prompts: { what: "What?", why: "Why?", benefit: "For whom?", risk: "Who?", wayBack: "How?" },
        plan: testPlan,
        locked: ["guardrails"],
        offered: true,
      },
    },
  },
};
