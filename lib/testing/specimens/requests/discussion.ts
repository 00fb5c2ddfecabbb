import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function discussionRequests({ draft, inReview, thread, challenge }: Furnished) {
  const ofChallenge = { path: { release: inReview, thread: challenge } };
  const inThread = { path: { release: inReview, thread } };
  return {
    "POST /releases/{release}/threads": {
      path: { release: draft },
      rest: { anchor: { at: "card", line: 1 }, text: "Who says so?" },
    },
    "POST /releases/{release}/challenges": {
      path: { release: inReview },
      rest: { seat: "security", anchor: { at: "release" }, text: "Why is that acceptable?" },
    },
    "POST /releases/{release}/threads/{thread}/replies": { ...inThread, rest: { text: "So do I." } },
    "POST /releases/{release}/threads/{thread}/posts/{post}/versions": {
      path: { ...inThread.path, post: 1 },
      rest: { version: 1, text: "Who says so, and where?" },
    },
    "POST /releases/{release}/threads/{thread}/resolve": { ...inThread, rest: {} },
    "POST /releases/{release}/threads/{thread}/reopen": { ...inThread, rest: {} },
    "POST /releases/{release}/threads/{thread}/answers": { ...ofChallenge, rest: { text: "It is bounded." } },
    "POST /releases/{release}/threads/{thread}/judgements": {
      ...ofChallenge,
      rest: {
        subjectDigest: digestOf("anything"),
        post: 2,
        version: 1,
        question: 1,
        satisfied: true,
        reason: "A test.",
      },
    },
  } satisfies Requests;
}
