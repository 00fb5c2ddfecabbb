"use client";

import { useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/field.tsx";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { DiscussionView, ThreadView } from "#lib/releases/views/discussion.ts";
import { openText, type Pinning, ruleText } from "./discussion-words.ts";
import { ThreadBox } from "./thread-box.tsx";
import type { Writing, Written } from "./writing.ts";
import { WritingDialog } from "./writing-dialog.tsx";

type DiscussionSheetProps = {
  discussion: DiscussionView;
  tier: string;
  pinning: Pinning;
  places: readonly Choice[];
  /** Whether the reader may write at all. */
  talks: boolean;
  /** The way to the rest, where there is more. */
  more?: { readonly label: string; readonly href: string } | undefined;
  write: Submit<Written>;
  close: Submit<ThreadView>;
};

/** What people say about a release, what is open first. The key `t` opens a thread. */
export function DiscussionSheet(props: DiscussionSheetProps) {
  const { discussion, tier, pinning, places, talks, more, write, close } = props;
  const { asked, ask, close: leave, done } = useAsked<Writing>();
  const [problem, setProblem] = useState<Problem | undefined>();
  useHotkeys({ t: talks ? () => ask({ act: "open" }) : undefined });
  const closing = async (thread: ThreadView) => {
    setProblem(undefined);
    const outcome = await close(thread);
    if (outcome.ok) done(thread.resolved ? "Reopened the thread" : "Resolved the thread");
    else setProblem(outcome.problem);
  };
  const rule = ruleText(tier, discussion);
  return (
    <Sheet id="discussion" title="Discussion" provenance={openText(discussion)}>
      <ProblemNotice problem={problem} />
      {discussion.items.length === 0 ? (
        <Empty rule={rule} challenged={discussion.challenged} />
      ) : (
        <div className="grid items-start gap-3 md:grid-cols-2">
          {discussion.items.map((thread) => (
            <ThreadBox
              key={thread.number}
              thread={thread}
              pinning={pinning}
              rule={rule}
              write={ask}
              close={(one) => void closing(one)}
            />
          ))}
        </div>
      )}
      {more && (
        <p className="mt-3 text-sm">
          <a href={more.href} className="font-medium text-accent hover:underline">
            {more.label}
          </a>
        </p>
      )}
      <Ways discussion={discussion} talks={talks} ask={ask} />
      <WritingDialog
        writing={asked}
        places={places}
        discussion={discussion}
        submit={write}
        onClose={leave}
        onDone={done}
      />
    </Sheet>
  );
}

function Empty({ rule, challenged }: { rule: string; challenged: boolean }) {
  return (
    <p className="text-sm text-ink-2">
      Nobody has said anything yet. Ask about a part of the release, and the question stays beside it.
      {challenged && ` ${rule}`}
    </p>
  );
}

type WaysProps = Pick<DiscussionSheetProps, "discussion" | "talks"> & { ask: (writing: Writing) => void };

/** The ways to say something new. */
function Ways({ discussion: { challengesFor, whyNotChallenge, challenged }, talks, ask }: WaysProps) {
  if (!talks) return null;
  return (
    <div className="mt-4 flex flex-wrap items-start gap-2">
      <Button keyHint="T" onClick={() => ask({ act: "open" })}>
        Open a thread
      </Button>
      {challengesFor.length > 0 ? (
        <Button onClick={() => ask({ act: "challenge" })}>Add a challenge</Button>
      ) : (
        challenged && (
          <Button whyNot={whyNotChallenge ?? undefined} onClick={() => undefined}>
            Add a challenge
          </Button>
        )
      )}
    </div>
  );
}
