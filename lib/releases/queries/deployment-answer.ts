import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { digest, line } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { deploymentAnswer as answerFor, deploymentAnswerSchema } from "#lib/releases/deployment.ts";
import { deploymentCases, pointerByKey } from "#lib/releases/rows/deployment-cases.ts";

/** What a pipeline names: the pointer by its flag key, and the bits by the digest of their manifest. */
export const deploymentAsked = z.strictObject({ pointer: line(200), digest });

/** May a pipeline deploy these bits behind this pointer? */
export const deploymentAnswer = defineQuery({
  name: "deployment-answer",
  permission: "deployment:allow",
  summary: "Whether an artifact may be deployed behind a pointer",
  input: deploymentAsked,
  output: deploymentAnswerSchema,

  async load(tx, { pointer: key, digest: artifact }, { now }) {
    const pointer = await pointerByKey(tx, key);
    if (!pointer.ok) return pointer;
    const cases = await deploymentCases(tx, { pointerId: pointer.value.id, digest: artifact }, now);
    return ok(
      answerFor(
        key,
        cases.map(({ decides }) => decides),
      ),
    );
  },
});
