import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { templateSaid } from "#lib/releases/template.ts";
import { templateFold } from "#lib/releases/template-replay.ts";
import { templateOf } from "./templates.ts";

/** Templates, compared with the log. */
export const replayedTemplates: Replayed = {
  stream: "template",
  table: "workspace",
  fold: templateFold,
  subjectsAPage: 100,
  facts: templateFacts,
};

async function templateFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const rows = await tx.templateVersion.findMany({ where: { workspaceId: { in: [...ids] } } });
  return new Map(
    rows.map((row): [string, Fact] => [
      `template ${row.templateId} version ${row.version}`,
      {
        ...templateSaid(templateOf(row).content),
        digest: row.digest,
        by: row.publishedById,
        at: row.publishedAt.toISOString(),
      },
    ]),
  );
}
