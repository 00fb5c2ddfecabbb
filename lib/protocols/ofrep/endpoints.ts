import { z } from "zod";
import { type ApiContext, type ApiParts, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { flagNotFound, ofrepErrors } from "./errors.ts";
import { EVALUATION_PATH, EVALUATION_SCOPE, evaluator } from "./evaluator.ts";
import { flagStream } from "./stream-endpoint.ts";
import { bulkEvaluation, evaluationRequest, evaluationSuccess } from "./wire.ts";

/*
 * OFREP 0.3.0 as rows of the table, so that the API is complete without a socket and documented. In front of them
 * `evaluationListener` answers the same from the socket, with the same `evaluator`.
 */

const HEADERS = {
  "X-API-Key": { description: "The token, where it is not sent as a bearer token." },
} as const;

const one = defineEndpoint({
  name: "evaluate-flag",
  summary: "Evaluate one flag for a subject (OFREP 0.3)",
  description:
    "A flag is a model and a pointer: `churn-risk.production`. Only tokens may evaluate, not a browser's session.",
  tag: "ofrep",
  method: "POST",
  path: `${EVALUATION_PATH}/{key}`,
  who: { token: EVALUATION_SCOPE },
  input: z.object({ key: z.string() }),
  headers: HEADERS,
  body: { "application/json": evaluationRequest },
  answers: {
    200: {
      description:
        "The version as `value`; in `metadata` the exposure and its receipt, to send back with telemetry.",
      type: "application/json",
      schema: evaluationSuccess,
    },
    ...ofrepErrors,
    ...flagNotFound,
  },
  problems: [],
  handle: (parts) => {
    const answer = byHono(parts);
    return ({ context, input: { key } }) => answer(context, key);
  },
});

const all = defineEndpoint({
  name: "evaluate-flags",
  summary: "Evaluate every flag for a subject (OFREP 0.3)",
  description: "Only tokens may evaluate, not a browser's session.",
  tag: "ofrep",
  method: "POST",
  path: EVALUATION_PATH,
  who: { token: EVALUATION_SCOPE },
  input: z.object({}),
  headers: { ...HEADERS, "If-None-Match": { description: "The ETag of the answer the client already has." } },
  body: { "application/json": evaluationRequest },
  answers: {
    200: {
      description: "Every flag, each with its value or the reason there is none.",
      type: "application/json",
      schema: bulkEvaluation,
      headers: { ETag: "The ETag of this answer for this subject." },
    },
    304: { description: "Nothing changed since the answer that `If-None-Match` names." },
    ...ofrepErrors,
  },
  problems: [],
  handle: (parts) => {
    const answer = byHono(parts);
    return ({ context }) => answer(context, null);
  },
});

export const ofrepEndpoints = [one, all, flagStream] as const;

function byHono(parts: ApiParts) {
  const evaluate = evaluator(parts);
  return async ({ req }: ApiContext, key: string | null): Promise<Response> => {
    const body = new Uint8Array(await req.arrayBuffer());
    const answer = await evaluate({ key, header: (name) => req.header(name), body });
    return new Response(answer.body, answer);
  };
}
