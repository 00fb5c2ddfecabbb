import { z } from "zod";
import type { PolicyVersion } from "#generated/prisma/client.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { type PolicyContent, policyContent } from "#lib/policy/policy.ts";

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
    return ok([policyPublished({ id: newId(), version: 1, content }, caller)]);
  },

  async record(tx, [event], { content }, { caller, now }) {
    await recordPolicyVersion(tx, event!, { content, caller, now });
    return { version: event!.version, digest: event!.digest };
  },
});

/** The policy in force, if any. Every decision over a workspace's policy takes its turn here. */
export async function lockPolicy(tx: Tx, workspaceId: string): Promise<PolicyVersion | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${policyStream(workspaceId)}, 2))`;
  return tx.policyVersion.findFirst({ orderBy: { version: "desc" } });
}

export const policyStream = (workspaceId: string): string => `policy/${workspaceId}`;

export type PolicyPublished = PolicyEvent & {
  policyVersionId: string;
  version: number;
  digest: string;
};

type Publishing = { id: string; version: number; content: PolicyContent; proposal?: string };

/** That a version is in force from now on; by which proposal, where there was one. */
export function policyPublished(
  { id, version, content, proposal }: Publishing,
  caller: Caller,
): PolicyPublished {
  const digest = digestOfJson(content);
  return eventOf(
    "policy.published",
    {
      stream: policyStream(caller.workspaceId),
      targets: [{ type: "policy", id, digest }],
      data: { version, digest, content, ...(proposal ? { proposal } : {}) },
    },
    { policyVersionId: id, version, digest },
  );
}

export async function recordPolicyVersion(
  tx: Tx,
  { policyVersionId: id, version, digest }: PolicyPublished,
  { content, caller, now }: { content: PolicyContent; caller: Caller; now: Date },
): Promise<void> {
  const published = { publishedById: caller.id, publishedAt: now };
  await tx.policyVersion.create({
    data: { id, workspaceId: caller.workspaceId, version, content: asJson(content), digest, ...published },
  });
}
