import type { CouncilComposition as Row } from "#generated/prisma/client.ts";
import type { CompositionContent, CompositionReference } from "#lib/councils/composition.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";

/** Who sits on a council, in one of its versions. */
export type Composition = CompositionReference & {
  readonly content: CompositionContent;
  readonly publishedAt: Date;
};

const compositionOf = ({ councilId: council, version, digest, content, publishedAt }: Row): Composition => ({
  council,
  version,
  digest,
  content: content as CompositionContent,
  publishedAt,
});

/** The councils as they are now, by name. */
export async function compositionsInForce(tx: Tx): Promise<Composition[]> {
  const rows = await tx.councilComposition.findMany({
    distinct: ["councilId"],
    orderBy: [{ councilId: "asc" }, { version: "desc" }],
  });
  return rows.map(compositionOf).toSorted((a, b) => a.content.name.localeCompare(b.content.name));
}

export async function compositionInForce(tx: Tx, councilId: string): Promise<Composition | null> {
  const row = await tx.councilComposition.findFirst({ where: { councilId }, orderBy: { version: "desc" } });
  return row && compositionOf(row);
}

/** Every version of a council, newest first. */
export async function compositionsOf(tx: Tx, councilId: string, take: number): Promise<Composition[]> {
  const rows = await tx.councilComposition.findMany({
    where: { councilId },
    orderBy: { version: "desc" },
    take,
  });
  return rows.map(compositionOf);
}

/** The compositions that releases were submitted under; asks nothing where none goes to a council. */
export async function compositionsAt(
  tx: Tx,
  references: readonly (CompositionReference | undefined)[],
): Promise<(reference: CompositionReference | undefined) => CompositionContent | undefined> {
  const councils = [...new Set(references.flatMap((one) => one?.council ?? []))];
  const rows =
    councils.length === 0
      ? []
      : await tx.councilComposition.findMany({ where: { councilId: { in: councils } } });
  const found = new Map(rows.map((row) => [keyOf({ council: row.councilId, ...row }), compositionOf(row)]));
  return (reference) => (reference ? found.get(keyOf(reference))?.content : undefined);
}

const keyOf = ({ council, version }: Pick<CompositionReference, "council" | "version">): string =>
  `${council} ${version}`;

type Composed = CompositionReference & { readonly id: string; readonly content: CompositionContent };

export async function recordComposition(
  tx: Tx,
  { id, council: councilId, version, digest, content }: Composed,
  by: { readonly workspaceId: string; readonly publishedById: string; readonly publishedAt: Date },
): Promise<void> {
  await tx.councilComposition.create({
    data: { id, councilId, version, digest, content: asJson(content), ...by },
  });
}
