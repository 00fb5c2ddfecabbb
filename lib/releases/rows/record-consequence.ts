import type { Tx } from "#lib/db/client.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { releaseAfter } from "#lib/releases/release.ts";
import type { Release } from "./release-row.ts";

/**
 * Moves a release to where the events lead; an approval is kept with the moment it was given and its end, a lapsed
 * one gets a new deadline.
 */
export async function recordConsequence(
  tx: Tx,
  release: Pick<Release, "id" | "state">,
  events: readonly ReleaseEvent[],
  now: Date,
): Promise<Release["state"]> {
  const state = events.reduce(releaseAfter, release.state);
  const lapsed = events.find((event) => event.type === "release.lapsed");
  const approved = events.find((event) => event.type === "release.approved");
  // What went out as an emergency stays where it is when its review approves it.
  if (state === release.state && !approved) return state;
  await tx.release.update({
    where: { id: release.id },
    data: {
      state,
      approvedAt: approved ? now : null,
      validUntil: approved ? approved.data.validUntil : null,
      ...(lapsed ? { dueAt: lapsed.data.dueAt } : {}),
    },
  });
  return state;
}
