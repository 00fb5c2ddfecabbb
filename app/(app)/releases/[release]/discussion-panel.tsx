"use client";

import { DiscussionSheet } from "#components/releases/review/discussion/discussion-sheet.tsx";
import type { Pinning } from "#components/releases/review/discussion/discussion-words.ts";
import type { Written } from "#components/releases/review/discussion/writing.ts";
import type { Answer } from "#components/ui/answer.ts";
import type { Choice } from "#components/ui/field.tsx";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { DiscussionView, ThreadView } from "#lib/releases/views/discussion.ts";

type DiscussionPanelProps = {
  release: number;
  tier: string;
  subjectDigest: string;
  discussion: DiscussionView;
  pinning: Pinning;
  places: readonly Choice[];
  talks: boolean;
  more?: { readonly label: string; readonly href: string } | undefined;
};

/** The discussion with its ways to the server. What is judged is what this page shows. */
export function DiscussionPanel({ release, subjectDigest, ...shown }: DiscussionPanelProps) {
  const write = async (written: Written): Promise<Answer> =>
    answered(await sent(release, subjectDigest, written));
  const close = async ({ number: thread, resolved }: ThreadView): Promise<Answer> =>
    answered(
      resolved
        ? await api("POST /releases/{release}/threads/{thread}/reopen", { release, thread })
        : await api("POST /releases/{release}/threads/{thread}/resolve", { release, thread }),
    );
  return <DiscussionSheet {...shown} write={write} close={close} />;
}

function sent(release: number, subjectDigest: string, written: Written): Promise<ApiAnswer<unknown>> {
  const { writing, text, mentions: named, anchor, seat } = written;
  const mentions = [...named];
  if (writing.act === "open")
    return api("POST /releases/{release}/threads", { release, anchor, text, mentions });
  if (writing.act === "challenge")
    return api("POST /releases/{release}/challenges", { release, seat: seat!, anchor, text, mentions });
  const { number: thread } = writing.thread;
  switch (writing.act) {
    case "reply":
      return api("POST /releases/{release}/threads/{thread}/replies", { release, thread, text, mentions });
    case "answer":
      return api("POST /releases/{release}/threads/{thread}/answers", { release, thread, text, mentions });
    case "edit": {
      const { post, versions } = writing.post;
      const edited = { release, thread, post, version: versions.length, text, mentions };
      return api("POST /releases/{release}/threads/{thread}/posts/{post}/versions", edited);
    }
    case "satisfied":
    case "not-satisfied":
      return api("POST /releases/{release}/threads/{thread}/judgements", {
        release,
        thread,
        subjectDigest: subjectDigest as Digest,
        ...asRead(writing.thread),
        satisfied: writing.act === "satisfied",
        reason: text,
      });
  }
}

/** The newest answer and the question, in the versions that the page shows. */
function asRead({ posts }: ThreadView) {
  const answer = posts.findLast(({ as }) => as === "answered");
  return {
    post: answer?.post ?? 1,
    version: answer?.versions.length ?? 1,
    question: posts[0]?.versions.length ?? 1,
  };
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
