import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { publicationOf } from "#lib/policy/publishing.ts";
import { lockPolicy, recordPolicyVersion } from "#lib/policy/rows/policy-versions.ts";

/**
 * Publishes a workspace's very first sign-off policy: there is none yet to sign a policy by. Every later version is
 * proposed, and published by the last signature its predecessor asks for.
 */
export const publishPolicy = defineCommand({
  name: "publish-policy",
  permission: "policy:publish",
  summary: "Publish the first version of the sign-off policy",
  input: policyContent,
  output: z.object({ version: z.number(), digest: z.string() }),

  async load(tx, content, { caller }) {
    return ok({ content, current: await lockPolicy(tx, caller.workspaceId) });
  },

  decide({ content, current }, _input, { caller, newId }) {
    if (current)
      return refuse(
        "illegal",
        "policy-needs-sign-off",
        `Policy ${current.version} is in force: nobody changes it alone.`,
        { todo: "Propose the next version; it is published when those have signed whom the policy names." },
      );
    const publication = publicationOf({ id: newId(), version: 1, content }, caller);
    return ok([{ type: "policy.published", ...publication }]);
  },

  async record(tx, [event], { content }, { caller, now }) {
    await recordPolicyVersion(tx, event!, { content, caller, now });
    return { version: event!.version, digest: event!.digest };
  },
});
