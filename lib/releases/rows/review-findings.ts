import { eventOf } from "#lib/command/event-of.ts";
import type { Condition } from "#lib/councils/condition.ts";
import type { findingEvents } from "#lib/councils/finding-events.ts";
import { aboutFinding } from "#lib/councils/rows/findings.ts";
import type { KeptReview } from "#lib/councils/rows/re-reviews.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { EventIn } from "#lib/kernel/event-catalogue.ts";

export type FindingOpened = Extract<EventIn<typeof findingEvents>, { type: "finding.opened" }> & {
  readonly finding?: string;
};

/** How bad what a condition names is taken to be: it lets the version go on. */
const SEVERITY = "medium";

/** A condition of a re-review as a finding of the version: with its owner and due date, closed by somebody else than its owner. */
export function findingOfCondition(
  { model, modelName, number: review, subject }: KeptReview,
  { text, test, owner, dueAt }: Condition,
  { id, number }: { id: string; number: number },
): FindingOpened {
  const { about, said } = aboutFinding({ id: model, name: modelName }, { id, number });
  return eventOf(
    "finding.opened",
    {
      ...about,
      data: {
        ...said,
        version: subject.version,
        severity: SEVERITY,
        owner: owner.id,
        dueAt: new Date(dueAt).toISOString(),
        metric: null,
        slice: null,
      },
      details: {
        title: `Condition of re-review ${review}`,
        hypothesis: `${text}\n\nMet when: ${test}`,
        names: { [owner.id]: owner.name },
      },
    },
    { finding: id },
  );
}

type Recorded = { readonly type: string };
const isFinding = (event: Recorded): event is FindingOpened => event.type === "finding.opened";

/** The same in their rows. */
export async function writeFindings(
  tx: Tx,
  events: readonly Recorded[],
  { caller, modelId, now }: { caller: Caller; modelId: string; now: Date },
): Promise<void> {
  const { id: openedById, name: openedByName, workspaceId } = caller;
  await tx.finding.createMany({
    data: events.filter(isFinding).map(({ data, details }) => ({
      id: data.finding,
      workspaceId,
      number: data.number,
      modelId,
      version: data.version,
      title: details.title,
      hypothesis: details.hypothesis,
      severity: data.severity,
      ownerId: data.owner,
      ownerName: details.names[data.owner]!,
      dueAt: data.dueAt,
      metric: null,
      slice: null,
      openedById,
      openedByName,
      openedAt: now,
      state: "open",
    })),
  });
}
