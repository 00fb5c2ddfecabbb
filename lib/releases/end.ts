import { councilStanding } from "#lib/councils/quorum.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { approvalEnd } from "./consequence.ts";
import type { ReleaseState } from "./release.ts";

type Facts = Signable & {
  readonly release: {
    readonly state: ReleaseState;
    readonly dueAt: Date | null;
    readonly validUntil: Date | null;
  };
  readonly sections: { readonly policy: { readonly validDays: number } };
};

/**
 * When a release ends by time alone: an approved one with its approval, one in review when its review is due. Where
 * every seat is met by signatures that are too old to approve, nobody is asked to sign, so it ends with them.
 */
export function endOf(file: Facts): Date | null {
  const { release, sections } = file;
  if (release.state === "approved") return release.validUntil;
  const end = approvalEnd(councilStanding(file), sections.policy.validDays);
  return end && release.dueAt && end < release.dueAt ? end : release.dueAt;
}
