import type { ReasonedAction } from "#components/ui/reason-dialog.tsx";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import type { PostView, ThreadView } from "#lib/releases/views/discussion.ts";

/** What the reader is about to write. */
export type Writing =
  | { readonly act: "open" }
  | { readonly act: "challenge" }
  | { readonly act: "reply" | "answer" | "satisfied" | "not-satisfied"; readonly thread: ThreadView }
  | { readonly act: "edit"; readonly thread: ThreadView; readonly post: PostView };

/** What they wrote. */
export type Written = {
  readonly writing: Writing;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly anchor: Anchor;
  readonly seat: BusinessFunction | null;
};

type Words = Pick<ReasonedAction, "label" | "consequence"> & {
  readonly field: string;
  readonly done: string;
};

export const WORDS: Readonly<Record<Writing["act"], Words>> = {
  open: {
    label: "Open a thread",
    consequence: "Everybody who can see the release can read and answer it. Only you can resolve it.",
    field: "Question or remark",
    done: "Opened a thread",
  },
  challenge: {
    label: "Challenge this release",
    consequence:
      "Somebody who had a part in the release answers, and you judge the answer. Until then it stands against an approval where the policy asks for challenges.",
    field: "What should make it fail?",
    done: "Challenged the release",
  },
  reply: {
    label: "Reply",
    consequence: "Everybody who can see the release can read it.",
    field: "Reply",
    done: "Replied",
  },
  answer: {
    label: "Answer the challenge",
    consequence: "The challenger judges your answer. Once judged, its words stay as they are.",
    field: "Answer",
    done: "Answered the challenge",
  },
  edit: {
    label: "Edit your post",
    consequence: "Earlier versions stay readable.",
    field: "Text",
    done: "Edited the post",
  },
  satisfied: {
    label: "Accept the answer",
    consequence: "You find the answer satisfactory, over exactly what is under review now.",
    field: "Reason",
    done: "Accepted the answer",
  },
  "not-satisfied": {
    label: "Reject the answer",
    consequence: "The challenge stands until another answer satisfies you.",
    field: "Reason",
    done: "Rejected the answer",
  },
};

/** The most characters that each may have. */
export const lengthOf = (act: Writing["act"]): number =>
  act === "satisfied" || act === "not-satisfied" ? 2000 : 4000;
