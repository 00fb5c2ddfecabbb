import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { publicUrl } from "#lib/env.ts";
import { askGate, type GateAnswer, gateAnswer } from "#lib/releases/admission/ask-gate.ts";
import { deploymentAsked } from "#lib/releases/queries/deployment-answer.ts";

/** Proxies close a connection that is silent for a minute. */
const WAIT_SECONDS_MAX = 50;

const STATUS = { allow: 200, pending: 409, deny: 403 } as const;

const answer = (description: string) => ({ description, type: "application/json", schema: gateAnswer });

/**
 * One question for pipelines, by what they deploy: the digest of the bits, not a name of their choice. Only a yes is
 * a 2xx, so that `curl --fail` stops a pipeline at anything else.
 */
export const gate = defineEndpoint({
  name: "gate",
  summary: "May a pipeline deploy this artifact behind this pointer?",
  description:
    "200 allows and records it; `receipt` proves that the log has the answer. 409 is pending, 403 denies, and `missing` says what is to be done where. With `waitSeconds`, a pending answer is held back until the release is decided.",
  tag: "releases",
  method: "POST",
  path: "/api/v1/gate",
  who: { permission: "deployment:allow" },
  input: deploymentAsked.extend({ waitSeconds: z.number().int().min(0).max(WAIT_SECONDS_MAX).default(0) }),
  answers: {
    200: answer("It may be deployed."),
    409: answer("Not yet: the release is not decided."),
    403: answer("It may not be deployed. A caller without the permission gets a problem instead."),
  },
  problems: [400, 401, 404, 413, 415, 500, 503],
  handle:
    ({ db }) =>
    async ({ caller, input: { waitSeconds, ...asked }, context, requestId }) => {
      const { signal } = context.req.raw;
      const answered = await askGate({ db, caller, requestId, waitSeconds, signal }, asked);
      return answered.ok ? responseOf(answered.value) : answered;
    },
});

/** Addresses are whole: a pipeline's log is read elsewhere. */
function responseOf(answered: GateAnswer): Response {
  const whole = (href: string) => new URL(href, publicUrl()).href;
  const missing = answered.missing.map((one) => ({ ...one, href: whole(one.href) }));
  const waived = answered.waived.map((one) => ({ ...one, href: whole(one.href) }));
  return Response.json(
    { ...answered, missing, waived, href: whole(answered.href) },
    { status: STATUS[answered.decision], headers: { "cache-control": "no-store" } },
  );
}
