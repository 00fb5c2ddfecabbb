import { randomUUID } from "node:crypto";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function sittingRequests({ reviewer, peer, workspace }: Furnished) {
  const reason = "A test.";
  const startsAt = new Date(workspace.clock.now.getTime() + 3_600_000).toISOString();
  return {
    "POST /councils/{councilId}/sittings": { rest: { startsAt } },
    "POST /sittings/{sittingId}/move": { rest: { startsAt, reason } },
    "POST /sittings/{sittingId}/call-off": { rest: { reason } },
    "POST /sittings/{sittingId}/agenda": { rest: { items: [] } },
    "POST /sittings/{sittingId}/open": {
      rest: { attendance: [{ person: reviewer.id, presence: "present", seat: "security" }] },
    },
    "POST /sittings/{sittingId}/attendance": {
      rest: { person: peer.id, presence: "present", seat: "compliance" },
    },
    "POST /sittings/{sittingId}/items/{item}/start": {},
    "POST /sittings/{sittingId}/items/{item}/extend": { rest: { minutes: 5 } },
    "POST /sittings/{sittingId}/items/{item}/record": { rest: { shown: "approved" } },
    "POST /sittings/{sittingId}/items/{item}/postpone": { rest: { reason } },
    "POST /sittings/{sittingId}/notes": { rest: { text: "Said." } },
    "POST /sittings/{sittingId}/presence": { rest: { stepUpId: randomUUID() } },
    "POST /sittings/{sittingId}/close": {},
    "POST /sittings/{sittingId}/addenda": { rest: { text: "Corrected." } },
    "POST /sittings/{sittingId}/signatures": {
      rest: {
        round: 1,
        digest: digestOf("anything"),
        seat: "compliance",
        decision: "approve",
        stepUpId: randomUUID(),
      },
    },
  } satisfies Requests;
}
