import {
  ERASED,
  foundText,
  lookOfThread,
  type Pinning,
  placeText,
  saidOf,
} from "#components/releases/review/discussion/discussion-words.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PostView, ThreadView } from "#lib/releases/views/discussion.ts";

type DiscussionRecordProps = { threads: readonly ThreadView[]; pinning: Pinning };

/** Everything that was said, each version of each text, and how each challenge ended. */
export function DiscussionRecord({ threads, pinning }: DiscussionRecordProps) {
  if (threads.length === 0)
    return <p className="text-sm text-ink-2">Nobody discussed or challenged this release.</p>;
  return (
    <Sheet
      title="Threads, oldest first"
      provenance="texts as they are kept; the log holds their digests"
      flush
    >
      <ol className="divide-y divide-line">
        {threads.map((thread) => (
          <li key={thread.number} className="py-3 text-sm">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
              <StateMark {...lookOfThread(thread)} />
              {thread.kind === "challenge" ? "Challenge" : "Thread"} {thread.number}:{" "}
              {placeText(thread.anchor, pinning)}
              <span className="font-normal text-ink-2">{lookOfThread(thread).word}</span>
              {thread.changedSince && <span className="font-normal text-hold">{saidOf(thread)}</span>}
            </p>
            <ol className="mt-2 flex flex-col gap-2 border-l-2 border-line pl-2">
              {thread.posts.map((post) => (
                <li key={post.post}>
                  <Said post={post} />
                  <Found thread={thread} post={post.post} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function Said({ post: { as, by, versions } }: { post: PostView }) {
  return (
    <>
      {versions.map(({ version, at, text }, before) => (
        <div key={version}>
          <p className="text-xs text-ink-3">
            {by.name} {before > 0 ? "edited it" : ACTS[as]}, <Time at={at} as="second" />
          </p>
          <p className="whitespace-pre-line text-ink-2 wrap-anywhere">{text ?? ERASED}</p>
        </div>
      ))}
    </>
  );
}

const ACTS: Readonly<Record<PostView["as"], string>> = {
  opened: "wrote",
  replied: "replied",
  answered: "answered",
};

const Found = ({ thread, post }: { thread: ThreadView; post: number }) =>
  thread.findings
    .filter((finding) => finding.post === post)
    .map(({ at, by, satisfied, reason }) => (
      <p key={at} className="text-xs text-ink-2">
        {by} {foundText(satisfied)}, <Time at={at} as="second" />: {reason ?? ERASED}
      </p>
    ));
