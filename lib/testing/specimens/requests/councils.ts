import { randomUUID } from "node:crypto";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function councilRequests({ councilProposal: proposalId }: Furnished) {
  const reason = "A test.";
  return {
    "POST /councils/proposals": {
      rest: { composition: composition({ name: "Another council" }), reason },
    },
    "POST /councils/proposals/{proposalId}/signatures": {
      path: { proposalId },
      rest: { digest: digestOf("anything"), seat: "security", decision: "approve", stepUpId: randomUUID() },
    },
    "POST /councils/proposals/{proposalId}/withdraw": { path: { proposalId }, rest: { reason } },
  } satisfies Requests;
}
