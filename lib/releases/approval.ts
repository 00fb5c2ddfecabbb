import { councilStanding } from "#lib/councils/quorum.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type ReleaseState, releaseMachine } from "./release.ts";

type Facts = Signable & {
  readonly release: {
    readonly state: ReleaseState;
    readonly validUntil: Date | null;
    readonly baseVersionId: string | null;
  };
  readonly sections: { readonly target: { readonly pointer: string } };
};

/**
 * May the release go out now? The one place that says so: its approval stands, still derives from the signatures with
 * every signer's authority as it is now, is still valid, and what it was compared with is still live.
 */
export function approvalNow(file: Facts, liveVersionId: string | null, now: Date): Result<null, Refusal> {
  const { release } = file;
  const next = releaseMachine.next(release.state, "start");
  if (!next.ok) return next;
  if (!councilStanding(file).approved)
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
      `${file.sections.target.pointer} no longer answers with the version this release was compared with.`,
      { todo: "Edit the release so that it is reviewed against what is live now." },
    );
  return ok(null);
}
