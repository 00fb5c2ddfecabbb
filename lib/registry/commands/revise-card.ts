import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { writeContribution } from "#lib/registry/rows/contributions.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { CARD_LENGTH_MAX } from "#lib/registry/version-input.ts";

const input = z.strictObject({
  model: slug,
  version: ordinal,
  /** The revision that the author edited. */
  basedOn: ordinal,
  markdown: prose(CARD_LENGTH_MAX),
});

/** Writes the next revision of a version's card. A signature keeps the revision it was given on. */
export const reviseCard = defineCommand({
  name: "revise-card",
  permission: "card:revise",
  summary: "Revise a model card",
  input,
  output: z.object({ revision: z.number(), digest: z.string() }),

  async load(tx, input) {
    const version = await findVersion(tx, input.model, input.version);
    if (!version.ok) return version;
    await tx.$executeRaw`SELECT id FROM model WHERE id = ${version.value.modelId}::uuid FOR UPDATE`;
    const latest = await tx.cardRevision.findFirstOrThrow({
      where: { versionId: version.value.id },
      orderBy: { revision: "desc" },
    });
    return ok({ version: version.value, latest, markdown: input.markdown });
  },

  decide({ version, latest, markdown }, { basedOn }) {
    if (latest.revision !== basedOn)
      return refuse(
        "stale",
        "card-revised-meanwhile",
        `${latest.authorName} saved revision ${latest.revision} in the meantime.`,
        {
          todo: "Review the newer revision, then save your text again based on it.",
        },
      );
    const digest = digestOfJson(markdown);
    if (digest === latest.digest)
      return refuse("illegal", "card-unchanged", "The text equals the latest revision.");
    const revision = latest.revision + 1;
    const event = eventOf(
      "card.revised",
      {
        stream: `model/${version.modelId}`,
        targets: [{ type: "version", id: version.id, digest }],
        data: { model: version.model.name, version: version.number, revision, digest },
      },
      { revision, digest },
    );
    return ok([event]);
  },

  async record(tx, [event], { version, markdown }, context) {
    const { caller, now, newId } = context;
    const { revision, digest } = event!;
    await tx.cardRevision.create({
      data: {
        id: newId(),
        workspaceId: caller.workspaceId,
        versionId: version.id,
        revision,
        markdown,
        digest,
        authorId: caller.id,
        authorName: caller.name,
        createdAt: now,
      },
    });
    await writeContribution(tx, { versionId: version.id, part: "wrote-card" }, context);
    return { revision, digest };
  },
});
