import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import { ok } from "#lib/kernel/result.ts";
import { policyContent } from "#lib/policy/policy.ts";

type Published = DomainEvent & { policyVersionId: string; version: number; digest: string };

/** Publishes the next version of the sign-off policy. Releases already in review keep theirs. */
export const publishPolicy = defineCommand({
  name: "publish-policy",
  permission: "policy:publish",
  summary: "Publish the next version of the sign-off policy",
  input: policyContent,
  output: z.object({ version: z.number(), digest: z.string() }),

  async load(tx, content, { caller }) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`policy/${caller.workspaceId}`}, 2))`;
    const latest = await tx.policyVersion.findFirst({ orderBy: { version: "desc" } });
    return ok({ content, latest: latest?.version ?? 0 });
  },

  decide({ content, latest }, _input, { caller, newId }) {
    const policyVersionId = newId();
    const version = latest + 1;
    const digest = digestOfJson(content);
    const event: Published = {
      type: "policy.published",
      policyVersionId,
      version,
      digest,
      stream: `policy/${caller.workspaceId}`,
      targets: [{ type: "policy", id: policyVersionId, digest }],
      data: { version, digest, content },
    };
    return ok([event]);
  },

  async record(tx, [event], { content }, { caller, now }) {
    const { policyVersionId, version, digest } = event!;
    await tx.policyVersion.create({
      data: {
        id: policyVersionId,
        workspaceId: caller.workspaceId,
        version,
        content: asJson(content),
        digest,
        publishedById: caller.id,
        publishedAt: now,
      },
    });
    return { version, digest };
  },
});
