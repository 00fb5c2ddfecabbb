import type { Release } from "#generated/prisma/client.ts";
import type { CastVerdict, Council } from "#lib/councils/quorum.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type ReleaseState, releaseMachine } from "./release.ts";

type Facts = {
  readonly release: Pick<Release, "state" | "validUntil" | "baseVersionId">;
  /** The sign-off derived with every signer's authority as it is now. */
  readonly council: Pick<Council<CastVerdict>, "approved">;
  readonly pointerName: string;
  /** The version that answers on the pointer now. */
  readonly liveVersionId: string | null;
};

/**
 * May the release go out now? The one place that says so: its approval stands, still derives from the verdicts, is
 * still valid, and what it was compared with is still live.
 */
export function approvalNow(
  { release, council, pointerName, liveVersionId }: Facts,
  now: Date,
): Result<null, Refusal> {
  const next = releaseMachine.next(release.state as ReleaseState, "start");
  if (!next.ok) return next;
  if (!council.approved)
    return refuse(
      "illegal",
      "approval-lapsed",
      "The approval no longer stands: a signer's authority or the manifest changed.",
      { todo: "Open the release to see which seat must be signed again." },
    );
  if (!release.validUntil || release.validUntil <= now)
    return refuse("gone", "approval-over", "The approval's time is over.", {
      todo: "Have it reviewed again.",
    });
  if (liveVersionId !== release.baseVersionId)
    return refuse(
      "stale",
      "base-moved",
      `${pointerName} no longer answers with the version this release was compared with.`,
      { todo: "Edit the release so that it is reviewed against what is live now." },
    );
  return ok(null);
}
