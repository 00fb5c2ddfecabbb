import { randomUUID } from "node:crypto";
import { ENVELOPE_TERMS } from "#lib/testing/specimens/envelope-data.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function envelopeRequests({ model, envelope }: Furnished) {
  const reason = "A test.";
  return {
    "POST /models/{model}/envelopes": {
      rest: {
        pointer: "production",
        terms: {
          ...ENVELOPE_TERMS,
          startsAt: "2026-12-01T00:00:00.000Z",
          endsAt: "2026-12-31T00:00:00.000Z",
        },
        reason,
      },
    },
    "POST /models/{model}/envelopes/{envelope}/signatures": {
      path: { model, envelope },
      rest: { digest: digestOf("anything"), seat: "security", decision: "approve", stepUpId: randomUUID() },
    },
    "POST /models/{model}/envelopes/{envelope}/revoke": { path: { model, envelope }, rest: { reason } },
  } satisfies Requests;
}
