import { Timer } from "lucide-react";
import Link from "next/link";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { capital } from "#components/ui/capital.ts";
import { Digest } from "#components/ui/digest.tsx";
import { Between, PageHead } from "#components/ui/page-head.tsx";
import { Stated, Tag } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";
import { shownState } from "#lib/releases/conditions.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { baseOf } from "./change-words.ts";
import { openConditions } from "./conditions/condition-words.ts";
import { inReview } from "./in-review.ts";

/** What this release is: its state, its round, who opened it, what it puts where, and the digest that is signed. */
export function ReleaseHead({ release }: { release: ReleasePageView }) {
  const { target, artifact } = release.sections;
  const base = baseOf(release);
  return (
    <PageHead
      marks={<Marks release={release} />}
      title={
        <>
          {target.model} v{artifact.version} <Between>to</Between> {target.pointer}
        </>
      }
      lede={
        <>
          {base ? `Replaces ${base}. ` : "First version here. "}
          {release.sections.case.what}
        </>
      }
      actions={
        <div className="flex flex-col gap-2 sm:items-end">
          <Digest value={release.subjectDigest} />
          <Due release={release} />
        </div>
      }
    />
  );
}

function Marks({ release }: { release: ReleasePageView }) {
  return (
    <>
      <Stated look={releaseLooks[shownState(release.state, openConditions(release.conditions).length > 0)]} />
      <Tag>Round {release.round}</Tag>
      <Tag>{capital(release.changeClass)} change</Tag>
      <Tag>{capital(release.tier)} tier</Tag>
      <span>
        Opened by {release.author.name}, <Time at={release.createdAt} as="relative" />
        {release.template && (
          <>
            , from the template{" "}
            <Link href="/templates" className="underline">
              {release.template.title}
            </Link>
            , version {release.template.version}
          </>
        )}
      </span>
    </>
  );
}

function Due({ release }: { release: ReleasePageView }) {
  const due = dueOf(release);
  if (!due) return null;
  return (
    <span className="flex items-center gap-1 text-xs text-ink-2">
      <Timer aria-hidden="true" className="size-3.5" />
      {due.what} <Deadline at={due.at} />
    </span>
  );
}

function dueOf(release: ReleasePageView): { what: string; at: string } | null {
  const { state, dueAt, validUntil } = release;
  if (inReview(release) && dueAt) return { what: "Review due,", at: dueAt };
  return state === "approved" && validUntil ? { what: "Approval expires,", at: validUntil } : null;
}
