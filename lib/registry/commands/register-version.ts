import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { acceptManifest, manifestDigest } from "#lib/registry/manifest.ts";
import { uploadersOf, writeContribution, writeContributions } from "#lib/registry/rows/contributions.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { firstNotStored, writeFiles } from "#lib/registry/rows/version-files.ts";
import { readOrigins, writeFileOrigins, writeOrigins } from "#lib/registry/rows/version-origins.ts";
import { ORIGINS_MAX } from "#lib/registry/shared-files.ts";
import { versionFields } from "#lib/registry/version-input.ts";

const input = z.strictObject({ model: slug, ...versionFields });

/** Registers an immutable candidate. Its artifacts must be stored first; its digest covers their paths. */
export const registerVersion = defineCommand({
  name: "register-version",
  permission: "version:register",
  summary: "Register a version",
  input,
  output: z.object({ versionId: z.string(), number: z.number(), digest: z.string() }),

  async load(tx, input) {
    const files = acceptManifest(input.manifest);
    if (!files.ok) return files;
    const digest = manifestDigest(files.value);
    const model = await lockModel(tx, input.model);
    if (!model.ok) return model;
    const missing = await firstNotStored(tx, files.value);
    if (missing !== null) return artifactMissing(missing);
    const same = await tx.modelVersion.findFirst({ where: { modelId: model.value.id, digest } });
    const parent = input.parent
      ? await tx.modelVersion.findFirst({ where: { modelId: model.value.id, number: input.parent } })
      : null;
    const made = { modelId: model.value.id, parentId: parent?.id ?? null };
    const origins = await readOrigins(tx, made, files.value);
    const uploaders = await uploadersOf(tx, files.value);
    const { value: of } = model;
    return ok({ ...input, files: files.value, model: of, digest, same, parent, origins, uploaders });
  },

  decide({ model, digest, same, parent, files, card, origins, uploaders }, input, { newId }) {
    if (same)
      return refuse(
        "conflict",
        "version-exists",
        `The same files are already registered as version ${same.number}.`,
        {
          todo: `Use version ${same.number}, or register different files.`,
        },
      );
    if (input.parent && !parent)
      return refuse("invalid", "parent-unknown", `The parent, version ${input.parent}, does not exist.`, {
        field: "parent",
      });
    if (origins.length > ORIGINS_MAX) return tooManyOrigins;
    const versionId = newId();
    const number = model.lastVersion + 1;
    const event = eventOf(
      "version.registered",
      {
        stream: `model/${model.id}`,
        targets: [
          { type: "version", id: versionId, digest },
          { type: "model", id: model.id },
        ],
        data: {
          model: model.name,
          number,
          digest,
          files: files.length,
          codeCommit: input.codeCommit,
          cardDigest: digestOfJson(card),
          ...(parent ? { parent: parent.number } : {}),
          origins: origins.map(({ versionId: version, digest, files }) => ({ version, digest, files })),
          uploadedBy: [...new Set(uploaders.map(({ personId }) => personId))],
        },
      },
      { versionId, number, digest },
    );
    return ok([event]);
  },

  async record(tx, [event], facts, context) {
    const { caller, now, newId } = context;
    const { versionId, number, digest } = event!;
    const { workspaceId } = caller;
    await tx.modelVersion.create({
      data: {
        id: versionId,
        workspaceId,
        modelId: facts.model.id,
        number,
        digest,
        codeCommit: facts.codeCommit,
        lockDigest: facts.lockDigest ?? null,
        configDigest: facts.configDigest ?? null,
        trainingRun: facts.trainingRun ?? null,
        datasets: asJson(facts.datasets),
        dataSchema: asJson(facts.schema),
        influence: asJson(facts.influence),
        description: facts.description,
        parentId: facts.parent?.id ?? null,
        registeredById: caller.id,
        registeredBy: caller.name,
        registeredFrom: caller.kind === "token" ? "API" : "form",
        createdAt: now,
      },
    });
    await writeFiles(tx, { versionId, workspaceId }, facts.files);
    await tx.cardRevision.create({
      data: {
        id: newId(),
        workspaceId,
        versionId,
        revision: 1,
        markdown: facts.card,
        digest: digestOfJson(facts.card),
        authorId: caller.id,
        authorName: caller.name,
        createdAt: now,
      },
    });
    await writeOrigins(tx, { versionId, workspaceId }, facts.origins);
    await writeFileOrigins(tx, { versionId, modelId: facts.model.id, workspaceId }, facts.files);
    await writeContribution(tx, { versionId, part: "registered" }, context);
    await writeContribution(tx, { versionId, part: "wrote-card" }, context);
    await writeContributions(tx, { versionId, part: "uploaded" }, facts.uploaders, context);
    await tx.model.update({ where: { id: facts.model.id }, data: { lastVersion: number } });
    return { versionId, number, digest };
  },
});

const tooManyOrigins = refuse(
  "invalid",
  "too-many-origins",
  `These files come from more than ${ORIGINS_MAX} earlier versions.`,
  { field: "manifest", todo: "Register a version of those files first, then name it as the parent." },
);

const artifactMissing = (path: string) =>
  refuse("invalid", "artifact-missing", `No stored artifact has the digest and size given for ${path}.`, {
    field: "manifest",
    todo: "Upload the file with POST /api/v1/artifacts first, then use the digest and size from its response.",
  });
