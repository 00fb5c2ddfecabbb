import { randomUUID } from "node:crypto";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function accessRequests({ prefix, everyone }: Furnished) {
  const tag = randomUUID().slice(0, 8);
  const reason = "A test.";
  return {
    "POST /people": {
      rest: {
        email: `${tag}@example.com`,
        name: `New ${prefix}`,
        roles: ["viewer"],
        stepUpId: randomUUID(),
      },
    },
    "PUT /people/{personId}/assignment": {
      rest: { roles: ["viewer"] },
    },
    "POST /people/{personId}/functions": { rest: { stepUpId: randomUUID(), function: "product", reason } },
    "POST /people/{personId}/functions/decline": { rest: { function: "product", reason } },
    "POST /people/{personId}/functions/remove": { rest: { function: "product", reason } },
    "POST /people/{personId}/disable": { rest: { reason } },
    "POST /people/{personId}/enable": { rest: { stepUpId: randomUUID(), reason } },
    "POST /people/{personId}/password-link": { rest: { stepUpId: randomUUID(), reason } },
    "POST /people/{personId}/password-link/revoke": { rest: { reason } },
    "POST /account/mailed-link": { rest: { stepUpId: randomUUID() } },
    "POST /people/{personId}/sessions/end": { rest: {} },
    "POST /sessions/{sessionId}/end": { rest: {} },
    "POST /factors": {
      rest: { stepUpId: randomUUID(), challengeId: randomUUID(), name: "Phone", code: "000000" },
    },
    "PUT /factors/{factorId}": { rest: { stepUpId: randomUUID(), name: "Old phone" } },
    "POST /factors/{factorId}/remove": { rest: { stepUpId: randomUUID() } },
    "POST /factors/recovery-codes": { rest: { stepUpId: randomUUID() } },
    "POST /people/{personId}/factors/reset": { rest: { stepUpId: randomUUID(), reason } },
    "POST /identities/{identityId}/unbind": { rest: { stepUpId: randomUUID() } },
    "PUT /factor-rule": { rest: { stepUpId: randomUUID(), rule: "required" } },
    "POST /tokens": { rest: { name: "another", scopes: ["registry:read"], expiresInDays: 1 } },
    "POST /tokens/{tokenId}/hand-over": { rest: { stepUpId: randomUUID(), responsibleId: everyone.id } },
    "POST /tokens/{tokenId}/revoke": { rest: {} },
  } satisfies Requests;
}
