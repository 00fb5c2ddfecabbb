import { clsx } from "clsx";
import { MessageCircleQuestion, Pin } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { type StateLook, StateMark, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PostView, ThreadView } from "#lib/releases/views/discussion.ts";
import { ERASED, foundText, lookOfThread, type Pinning, placeText, saidOf } from "./discussion-words.ts";
import { Post } from "./post.tsx";
import type { Writing } from "./writing.ts";

type ThreadBoxProps = {
  thread: ThreadView;
  pinning: Pinning;
  /** The rule that a challenge serves. */
  rule: string;
  write: (writing: Writing) => void;
  close: (thread: ThreadView) => void;
};

/** A thread with what was said in it and what the reader can do about it. */
export function ThreadBox({ thread, pinning, rule, write, close }: ThreadBoxProps) {
  const { kind, number, state, posts } = thread;
  const challenge = kind === "challenge";
  const stands = challenge && state !== "settled" && state !== "void";
  return (
    <article
      id={`thread-${number}`}
      aria-label={`${challenge ? "Challenge" : "Thread"} ${number}`}
      className={clsx(
        "min-w-0 rounded-md border",
        stands ? "border-hold/40" : "border-line",
        challenge && "md:col-span-2",
      )}
    >
      <header
        className={clsx(
          "flex flex-wrap items-center gap-2 border-b px-3 py-2 text-sm",
          stands ? "border-hold/40 bg-hold-weak" : "border-line",
        )}
      >
        {challenge && (
          <span className="inline-flex items-center gap-1.5 font-medium">
            <MessageCircleQuestion aria-hidden="true" className="size-4" /> Challenge {number}
          </span>
        )}
        <Place thread={thread} pinning={pinning} />
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {thread.mentionsMe && <span className="text-xs font-medium text-accent">mentions you</span>}
          {(challenge || state === "resolved") && <Where look={lookOfThread(thread)} />}
        </span>
      </header>
      <div className="flex flex-col gap-3 p-3">
        <Quote thread={thread} />
        {posts.map((post) => (
          <Said key={post.post} post={post} thread={thread} write={write} />
        ))}
      </div>
      <Foot thread={thread} write={write} close={close} />
      {challenge && <p className="border-t border-line px-3 py-2 text-xs text-ink-2">{rule}</p>}
    </article>
  );
}

/** The state in words, which wrap where there is little room. */
function Where({ look: { word, tone, icon } }: { look: StateLook }) {
  return (
    <span className="flex items-center gap-1.5 text-xs font-medium">
      <StateMark tone={tone} icon={icon} /> {word}
    </span>
  );
}

function Place({ thread, pinning }: Pick<ThreadBoxProps, "thread" | "pinning">) {
  const changed = saidOf(thread);
  return (
    <>
      <Tag>
        <Pin aria-hidden="true" className="size-3" /> {placeText(thread.anchor, pinning)}
      </Tag>
      {changed && <span className="text-xs text-hold">{changed}</span>}
    </>
  );
}

/** What stood where it is pinned, where it no longer does or is a line that says nothing by its number. */
function Quote({ thread: { quote, changedSince, anchor } }: { thread: ThreadView }) {
  if (quote === null || (!changedSince && anchor.at !== "card")) return null;
  return (
    <blockquote className="border-l-2 border-line pl-2 font-mono text-xs text-ink-2 wrap-anywhere">
      {quote}
    </blockquote>
  );
}

type SaidProps = Pick<ThreadBoxProps, "thread" | "write"> & { post: PostView };

function Said({ post, thread, write }: SaidProps) {
  const found = thread.findings.filter((one) => one.post === post.post);
  return (
    <div className="flex flex-col gap-2">
      <Post post={post} edit={post.mayEdit ? () => write({ act: "edit", thread, post }) : undefined} />
      {found.map(({ satisfied, by, at, reason }) => (
        <p key={at} className="border-l-2 border-line pl-2 text-xs text-ink-2">
          <span className={clsx("font-medium", satisfied ? "text-pass" : "text-fail")}>
            {by} {foundText(satisfied)}
          </span>
          , <Time at={at} />: {reason ?? ERASED}
        </p>
      ))}
    </div>
  );
}

function Foot({ thread, write, close }: Pick<ThreadBoxProps, "thread" | "write" | "close">) {
  const { kind, posts, resolved, whyNotClose } = thread;
  const opener = posts[0]?.by.name ?? "Somebody";
  const closes = kind === "thread" && whyNotClose === null;
  return (
    <footer className="flex flex-wrap items-center gap-2 px-3 pb-3">
      {kind === "thread" && (
        <p className="mr-auto text-xs text-ink-2">
          {resolved ? (
            <>
              {resolved.by} resolved it, <Time at={resolved.at} />
            </>
          ) : (
            `${opener} opened it and can resolve it`
          )}
        </p>
      )}
      {thread.mayAnswer && <Button onClick={() => write({ act: "answer", thread })}>Answer</Button>}
      {thread.mayJudge && (
        <>
          <Button onClick={() => write({ act: "satisfied", thread })}>Accept the answer</Button>
          <Button variant="danger" onClick={() => write({ act: "not-satisfied", thread })}>
            Not satisfactory
          </Button>
        </>
      )}
      {thread.mayReply && (
        <Button variant="quiet" onClick={() => write({ act: "reply", thread })}>
          Reply
        </Button>
      )}
      {closes && (
        <Button variant="quiet" onClick={() => close(thread)}>
          {resolved ? "Reopen" : "Resolve"}
        </Button>
      )}
    </footer>
  );
}
