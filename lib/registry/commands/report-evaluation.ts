import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { digest, line, ordinal, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { evaluationContent } from "#lib/registry/evaluation.ts";
import { writeContribution } from "#lib/registry/rows/contributions.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";

const input = z.strictObject({
  model: slug,
  version: ordinal,
  /** The digest of the version that was measured. */
  subjectDigest: digest,
  pipeline: line(80),
  dataset: z.strictObject({ name: line(120), digest }),
  codeCommit: z.string().regex(/^[0-9a-f]{7,64}$/, "must be a commit or a source digest in hex"),
  content: evaluationContent,
});

/** Files a pipeline's measurements. Refuses measurements of another version. */
export const reportEvaluation = defineCommand({
  name: "report-evaluation",
  permission: "evaluation:report",
  summary: "File an evaluation report",
  input,
  output: z.object({ reportId: z.string(), digest: z.string() }),

  async load(tx, input) {
    const version = await findVersion(tx, input.model, input.version);
    if (!version.ok) return version;
    await tx.$executeRaw`SELECT id FROM model WHERE id = ${version.value.modelId}::uuid FOR UPDATE`;
    const { model: _model, version: _version, ...body } = input;
    const reportDigest = digestOfJson(body);
    const same = await tx.evaluationReport.findFirst({
      where: { versionId: version.value.id, digest: reportDigest },
    });
    return ok({ ...input, version: version.value, reportDigest, same });
  },

  decide({ version, subjectDigest, reportDigest, same, pipeline, dataset, content }, _input, { newId }) {
    if (subjectDigest !== version.digest)
      return refuse(
        "illegal",
        "evaluation-of-another-artifact",
        "This report measured other files than this version's.",
        {
          field: "subjectDigest",
          todo: `Measure ${version.digest}, or file the report under the version it measured.`,
        },
      );
    if (same) return refuse("conflict", "report-exists", "The same report is already filed.");
    const reportId = newId();
    const event = eventOf(
      "evaluation.reported",
      {
        stream: `model/${version.modelId}`,
        targets: [
          { type: "evaluation", id: reportId, digest: reportDigest },
          { type: "version", id: version.id, digest: version.digest },
        ],
        data: {
          model: version.model.name,
          version: version.number,
          pipeline,
          dataset: dataset.digest,
          rows: content.rows,
          metrics: Object.fromEntries(
            content.metrics.map((m) => [m.metric, m.value === null ? null : String(m.value)]),
          ),
        },
      },
      { reportId, digest: reportDigest },
    );
    return ok([event]);
  },

  async record(tx, [event], facts, context) {
    const { caller, now } = context;
    const { reportId, digest } = event!;
    await tx.evaluationReport.create({
      data: {
        id: reportId,
        workspaceId: caller.workspaceId,
        versionId: facts.version.id,
        pipeline: facts.pipeline,
        subjectDigest: facts.subjectDigest,
        datasetName: facts.dataset.name,
        datasetDigest: facts.dataset.digest,
        codeCommit: facts.codeCommit,
        content: asJson(facts.content),
        digest,
        producedById: caller.id,
        producedBy: caller.name,
        createdAt: now,
      },
    });
    await writeContribution(tx, { versionId: facts.version.id, part: "measured" }, context);
    return { reportId, digest };
  },
});
