import { z } from "zod";
import {
  newFactorAnswer,
  newFactorQuestion,
  passkeyQuestion,
  secondStepInput,
  secondStepOutput,
  stepUpQuestion,
} from "#lib/api/endpoints/second-factor.ts";
import { type Json, jsonBody, responses, schemaOf } from "./endpoints.ts";
import { refusalsOf } from "./refusals.ts";

type Described = { id: string; summary: string; description: string; input: z.ZodType; output: z.ZodType };

/** The doors of the second factor, by path. */
export function secondFactorPaths(prefix: string): Record<string, Json> {
  return {
    [`${prefix}/session/second-step`]: door({
      id: "second-step",
      summary: "Give the second factor, which completes a sign-in",
      description:
        "For a session that lacks it: a passkey's answer, a one-time code or a recovery code. Throttled like the password.",
      input: secondStepInput,
      output: secondStepOutput,
    }),
    [`${prefix}/session/second-step/challenge`]: door({
      id: "second-step-challenge",
      summary: "Have a passkey asked at sign-in",
      description: "Answers what the browser's `navigator.credentials.get` needs.",
      input: z.strictObject({}),
      output: passkeyQuestion,
    }),
    [`${prefix}/session/step-up/challenge`]: door({
      id: "step-up-challenge",
      summary: "Have a passkey asked for one act over one digest",
      description: "What the passkey signs is SHA-256 over the act, the digest and a number made here.",
      input: stepUpQuestion,
      output: passkeyQuestion,
    }),
    [`${prefix}/factors/challenge`]: door({
      id: "new-factor-challenge",
      summary: "Begin to add a second factor",
      description:
        "Answers what `navigator.credentials.create` needs, or the key for an app, told this once.",
      input: newFactorQuestion,
      output: newFactorAnswer,
    }),
  };
}

const door = ({ id, summary, description, input, output }: Described): Json => ({
  post: {
    operationId: id,
    summary,
    description,
    tags: ["session"],
    security: [{ session: [] }],
    requestBody: jsonBody(schemaOf(input, "input")),
    responses: responses(schemaOf(output, "output"), refusalsOf("change")),
  },
});
