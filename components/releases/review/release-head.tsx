import { Timer } from "lucide-react";
import type { ReleaseSummary } from "#components/releases/release-view.ts";
import { Digest } from "#components/ui/digest.tsx";
import { Between, PageHead } from "#components/ui/page-head.tsx";
import { Stated, Tag } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";

/** What this release is, in one glance: state, round, who opened it, what it puts where, and the digest. */
export function ReleaseHead({ release }: { release: ReleaseSummary }) {
  return (
    <PageHead
      marks={
        <>
          <Stated look={release.state} />
          <Tag>Round {release.round}</Tag>
          <Tag>{release.changeClass} change</Tag>
          <Tag>{release.tier} tier</Tag>
          <span>
            Opened by {release.openedBy}, <Time at={release.openedAt} as="relative" />
          </span>
        </>
      }
      title={
        <>
          {release.model} {release.version} <Between>to</Between> {release.pointer}
        </>
      }
      lede={
        <>
          {release.baseVersion ? `Replaces ${release.baseVersion}. ` : "The first version here. "}
          {release.summary}
        </>
      }
      actions={
        <div className="flex flex-col gap-2 sm:items-end">
          {release.subjectDigest && <Digest value={release.subjectDigest} />}
          {release.due && (
            <span className="flex items-center gap-1 text-xs text-ink-2">
              <Timer aria-hidden="true" className="size-3.5" />
              {release.due.what} <Deadline at={release.due.at} />
            </span>
          )}
        </div>
      }
    />
  );
}
