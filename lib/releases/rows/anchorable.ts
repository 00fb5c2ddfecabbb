import type { Tx } from "#lib/db/client.ts";
import type { Anchor, Anchorable } from "#lib/releases/anchor.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { signedReports } from "./signed-reports.ts";

type Of = Pick<ReleaseCaseFile, "release" | "sections" | "digests" | "digest" | "gates">;

/** What these anchors can point into. A card and reports are read only where one of them points there. */
export async function anchorableIn(
  tx: Tx,
  { release, sections, digests, digest, gates }: Of,
  anchors: readonly Anchor[],
): Promise<Anchorable> {
  const has = (at: Anchor["at"]): boolean => anchors.some((anchor) => anchor.at === at);
  const { plan } = sections;
  const [card, reports] = await Promise.all([
    has("card") ? cardLines(tx, release.versionId, sections.card.revision) : [],
    has("metric") ? signedReports(tx, sections) : [],
  ]);
  const reported = reports.flatMap(({ content }) => content.metrics.map(({ metric }) => metric));
  const planned = plan.guardrails.flatMap(({ metric }) => metric ?? []);
  const declared = (plan.metrics ?? []).map(({ id }) => id);
  const metrics = new Set<string>([...reported, ...planned, ...declared]);
  return { digests, subject: digest, plan, gates, metrics, card };
}

async function cardLines(tx: Tx, versionId: string, revision: number): Promise<string[]> {
  const [card] = await tx.$queryRaw<{ markdown: string }[]>`
    SELECT markdown FROM card_revision WHERE version_id = ${versionId}::uuid AND revision = ${revision}`;
  return card ? card.markdown.split(/\r?\n/) : [];
}
