import { randomUUID } from "node:crypto";
import { STARTER_GATES } from "#lib/policy/starter-gates.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import type { Requests } from "./request.ts";

export function policyRequests({ delegation }: Furnished) {
  const reason = "A test.";
  return {
    "POST /people/{personId}/functions/confirm": { rest: { stepUpId: randomUUID(), function: "product" } },
    "POST /people/{personId}/signing-consent": {
      rest: { stepUpId: randomUUID(), since: new Date(0).toISOString(), reason },
    },
    "POST /policies": { rest: oneCouncil({ function: "security", min: 2 }) },
    "POST /policies/replay": { rest: { gates: [...STARTER_GATES] } },
    "POST /policies/proposals": {
      rest: { basedOn: 1, policy: oneCouncil({ function: "security", min: 2 }), reason },
    },
    "POST /policies/proposals/{proposalId}/signatures": {
      rest: { digest: digestOf("anything"), seat: "security", decision: "approve", stepUpId: randomUUID() },
    },
    "POST /policies/proposals/{proposalId}/withdraw": { rest: { reason } },
    "POST /models/{model}/assessments": {
      rest: { questionnaire: CURRENT_QUESTIONNAIRE.version, answers: answersFor("high"), reason },
    },
    "POST /models/{model}/assessments/{assessmentId}/signatures": {
      rest: { digest: digestOf("anything"), seat: "compliance", decision: "approve", stepUpId: randomUUID() },
    },
    "POST /models/{model}/assessments/{assessmentId}/withdraw": { rest: { reason } },
    "POST /freezes": {
      rest: {
        name: "Year end",
        reason,
        window: { kind: "once", from: "2030-12-20T09:00", to: "2031-01-04T09:00" },
        zone: "Europe/Berlin",
        models: null,
        pointers: null,
        emergencies: true,
      },
    },
    "POST /freezes/{freeze}/loosenings": { rest: { kind: "end", reason, stepUpId: randomUUID() } },
    "POST /loosenings/{loosening}/confirm": { rest: { stepUpId: randomUUID() } },
    "POST /stops": { rest: { reason, stepUpId: randomUUID() } },
    "POST /stops/{stop}/confirm": { rest: { stepUpId: randomUUID() } },
    "POST /delegations": {
      rest: {
        to: randomUUID(),
        functions: ["security"],
        models: null,
        startsAt: "2026-12-01T00:00:00.000Z",
        endsAt: "2026-12-08T00:00:00.000Z",
        reason: "On leave.",
        stepUpId: randomUUID(),
      },
    },
    "POST /delegations/{delegation}/end": {
      path: { delegation },
      rest: { reason: "Back." },
    },
  } satisfies Requests;
}
