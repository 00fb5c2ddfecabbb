import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { digest, line } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { hasRoomFor, storageFull } from "#lib/registry/artifact-storage.ts";
import { writeUpload } from "#lib/registry/rows/contributions.ts";
import { storedArtifacts } from "#lib/registry/rows/stored-artifacts.ts";

const input = z.strictObject({
  digest,
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  mediaType: line(120),
});

/**
 * Records that the artifact store holds these bytes, which the upload endpoint has already stored and hashed. One
 * upload of a workspace at a time, so that together they stay within the quota.
 */
export const storeArtifact = defineCommand({
  name: "store-artifact",
  permission: "artifact:store",
  summary: "Store an artifact",
  input,
  output: z.object({ digest: z.string(), size: z.number() }),

  async load(tx, input, { caller }) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`artifact/${caller.workspaceId}`}, 2))`;
    const known = await tx.artifact.findFirst({ where: { digest: input.digest } });
    return ok({ ...input, known: known !== null, storage: await storedArtifacts(tx) });
  },

  decide({ digest, size, mediaType, known, storage }, _input, { caller }) {
    if (!known && !hasRoomFor(size, storage)) return storageFull(storage);
    const event = eventOf("artifact.stored", {
      stream: `artifact/${caller.workspaceId}.${digest}`,
      targets: [{ type: "artifact", id: digest, digest }],
      data: { size, mediaType, again: known },
    });
    return ok([event]);
  },

  async record(tx, _events, { digest, size, mediaType, known }, context) {
    const { caller, now } = context;
    if (!known)
      await tx.artifact.create({
        data: { workspaceId: caller.workspaceId, digest, size, mediaType, createdAt: now },
      });
    await writeUpload(tx, digest, context);
    return { digest, size };
  },
});
