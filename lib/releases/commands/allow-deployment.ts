import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdFreezes } from "#lib/policy/rows/freezes.ts";
import { deploymentAnswer } from "#lib/releases/deployment.ts";
import { deploymentAsked } from "#lib/releases/queries/deployment-answer.ts";
import { deploymentCases, lockDeploymentCases, pointerByKey } from "#lib/releases/rows/deployment-cases.ts";

/**
 * Allows a pipeline to deploy an artifact behind a pointer, and records that it did. Derives the approval again, as the
 * start of a rollout does; the entry in the log is the receipt.
 */
export const allowDeployment = defineCommand({
  name: "allow-deployment",
  permission: "deployment:allow",
  summary: "Allow the deployment of an approved artifact, with a receipt",
  input: deploymentAsked,
  output: z.object({ deployment: z.string(), release: z.number() }),

  async load(tx, { pointer: key, digest }, { now, caller }) {
    const pointer = await pointerByKey(tx, key);
    if (!pointer.ok) return pointer;
    const asked = { pointerId: pointer.value.id, digest };
    await lockDeploymentCases(tx, asked);
    await holdFreezes(tx, caller.workspaceId);
    const cases = await deploymentCases(tx, asked, now);
    const answer = deploymentAnswer(
      key,
      cases.map(({ decides }) => decides),
    );
    const file = cases.find(({ decides }) => decides.number === answer.release)?.file;
    if (answer.decision !== "allow" || file === undefined)
      return refuse("illegal", "deployment-not-allowed", answer.reason, {
        todo: "Open the release to see what is missing.",
        place: { label: "See the release", href: answer.href },
      });
    return ok({ pointerId: pointer.value.id, release: file.release });
  },

  decide({ pointerId, release }, { pointer, digest }, { newId }) {
    const { number, round, subjectDigest: subject } = release;
    const deployment = newId();
    return ok([
      eventOf(
        "deployment.allowed",
        {
          stream: `pointer/${pointerId}`,
          targets: [
            { type: "pointer", id: pointerId },
            { type: "release", id: release.id, digest: subject },
          ],
          data: { deployment, pointer, release: number, round, subject, artifact: digest },
        },
        { deployment },
      ),
    ]);
  },

  record: async (_tx, events, { release }) => ({
    deployment: events[0]!.deployment,
    release: release.number,
  }),
});
