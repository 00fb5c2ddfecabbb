import type { z } from "zod";
import { discussionView, type PostView, type ThreadView } from "#lib/releases/views/discussion.ts";

const jonas = { id: "0197a1c0-0000-7000-8000-000000000054", name: "Jonas Lindqvist" };
const dana = { id: "0197a1c0-0000-7000-8000-000000000055", name: "Dana Weiss" };

/** What Dana wrote. */
export const postShown = (changed: Partial<PostView> = {}): PostView => ({
  post: 1,
  as: "opened",
  by: dana,
  at: "2026-11-25T16:02:00.000Z",
  versions: [{ version: 1, at: "2026-11-25T16:02:00.000Z", text: "Why is a worse night acceptable?" }],
  mentions: [],
  mayEdit: false,
  ...changed,
});

/** A thread of Dana's about a guardrail. */
export const threadShown = (changed: Partial<ThreadView> = {}): ThreadView => ({
  number: 1,
  kind: "thread",
  state: "open",
  anchor: { at: "section", section: "plan" },
  section: "plan",
  quote: null,
  round: 1,
  changedSince: false,
  seat: null,
  resolved: null,
  posts: [postShown()],
  findings: [],
  mentionsMe: false,
  mayReply: true,
  whyNotClose: "Only Dana Weiss, who opened it, can resolve it.",
  mayAnswer: false,
  mayJudge: false,
  ...changed,
});

/** Dana's challenge, which Jonas answered. */
export const challengeShown = (changed: Partial<ThreadView> = {}): ThreadView =>
  threadShown({
    number: 2,
    kind: "challenge",
    state: "answered",
    seat: "compliance",
    posts: [
      postShown(),
      postShown({
        post: 2,
        as: "answered",
        by: jonas,
        versions: [{ version: 1, at: "2026-11-26T09:31:00.000Z", text: "The plan stops at 25 %." }],
      }),
    ],
    whyNotClose: "A challenge ends with the verdict on its answer.",
    ...changed,
  });

/** The discussion of a release whose policy asks for a challenge. */
export const discussionShown = (changed: Partial<z.input<typeof discussionView>> = {}) =>
  discussionView.parse({
    items: [challengeShown(), threadShown()],
    nextCursor: null,
    open: [{ section: "plan", threads: 2 }],
    openThreads: 1,
    openChallenges: 1,
    challenged: true,
    settled: 0,
    people: [dana, jonas],
    challengesFor: ["compliance"],
    whyNotChallenge: null,
    ...changed,
  });
