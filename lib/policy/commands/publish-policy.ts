import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { sealPublicKey } from "#lib/env.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { newPolicyContent } from "#lib/policy/policy.ts";
import { publicationOf } from "#lib/policy/publishing.ts";
import { lockPolicy, recordPolicyVersion } from "#lib/policy/rows/policy-versions.ts";
import { mayAskSealed } from "#lib/policy/sealing-key.ts";

/**
 * Publishes a workspace's first sign-off policy, when there is no policy yet that could require signatures. Every
 * later version is proposed, and is published by the last signature that its predecessor requires.
 */
export const publishPolicy = defineCommand({
  name: "publish-policy",
  permission: "policy:publish",
  summary: "Publish the first version of the sign-off policy",
  input: newPolicyContent,
  output: z.object({ version: z.number(), digest: z.string() }),

  async load(tx, content, { caller }) {
    const hasKey = sealPublicKey() !== null;
    return ok({ content, hasKey, current: await lockPolicy(tx, caller.workspaceId) });
  },

  decide({ content, current, hasKey }, _input, { caller, newId }) {
    if (current)
      return refuse(
        "illegal",
        "policy-needs-sign-off",
        `Policy ${current.version} is in force; no one person can change it.`,
        {
          todo: "Propose the next version. It is published once the signers named by the current policy have signed.",
        },
      );
    // A council is signed by whom the policy in force names, so none can exist before the first policy.
    if (content.routes.some(({ councilId }) => councilId !== undefined))
      return refuse("invalid", "council-unknown", "The first policy cannot route to a council of its own.", {
        field: "routes",
        todo: "Publish it without, propose the council, then propose a policy that routes to it.",
      });
    const sealable = mayAskSealed(content, hasKey);
    if (!sealable.ok) return sealable;
    const { said, row } = publicationOf({ id: newId(), version: 1, content }, caller);
    return ok([eventOf("policy.published", said, row)]);
  },

  async record(tx, [event], { content }, { caller, now }) {
    await recordPolicyVersion(tx, event!, { content, caller, now });
    return { version: event!.version, digest: event!.digest };
  },
});
