import { councilStanding } from "#lib/councils/quorum.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type ReleaseState, releaseMachine } from "./release.ts";

type Facts = Signable & {
  readonly release: {
    readonly number: number;
    readonly state: ReleaseState;
    readonly validUntil: Date | null;
    readonly baseVersionId: string | null;
  };
  readonly sections: { readonly target: { readonly pointer: string } };
};

/**
 * May the release start now? The one place that decides it: the release is approved, its approval still derives from
 * the signatures with every signer's present authority, it has not expired, and the base is still live.
 */
export function approvalNow(file: Facts, liveVersionId: string | null, now: Date): Result<null, Refusal> {
  const { release } = file;
  const next = releaseMachine.next(release.state, "start");
  if (!next.ok) return next;
  if (!councilStanding(file).approved)
    return refuse(
      "illegal",
      "approval-lapsed",
      "The approval has lapsed: a signer's authority or the manifest changed.",
      {
        todo: "Open the release to see which seats must be signed again.",
        place: { label: "See the seats", href: `/releases/${release.number}#seats` },
      },
    );
  if (!release.validUntil || release.validUntil <= now)
    return refuse("gone", "approval-over", "The approval has expired.", {
      todo: "Open a new release and have it reviewed.",
      place: { label: "Open a new release", href: "/releases/new" },
    });
  if (liveVersionId !== release.baseVersionId)
    return refuse(
      "stale",
      "base-moved",
      `${file.sections.target.pointer} no longer serves the version this release was compared with.`,
      {
        todo: "Edit the release so that it is compared with the live version.",
        place: { label: "Edit the release", href: `/releases/${release.number}/edit` },
      },
    );
  return ok(null);
}
