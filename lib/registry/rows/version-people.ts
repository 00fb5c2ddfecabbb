import type { CardRevision, EvaluationReport, ModelVersion } from "#generated/prisma/client.ts";
import type { PersonOfVersion } from "#lib/registry/views/version.ts";

/** Who worked on a version and how, each person once: the owner first, then in order of their work. */
export function peopleOfVersion(
  owner: string,
  version: Pick<ModelVersion, "registeredBy">,
  cards: readonly Pick<CardRevision, "authorName">[],
  reports: readonly Pick<EvaluationReport, "producedBy">[],
): PersonOfVersion[] {
  const parts = [
    { name: owner, of: "owns the model" },
    { name: version.registeredBy, of: "registered it" },
    ...cards.map((card) => ({ name: card.authorName, of: "wrote its card" })),
    ...reports.map((report) => ({ name: report.producedBy, of: "evaluated it" })),
  ];
  const byName = new Map<string, Set<string>>();
  for (const { name, of } of parts) byName.set(name, (byName.get(name) ?? new Set()).add(of));
  return [...byName].map(([name, did]) => ({ name, of: [...did].join(", ") }));
}
