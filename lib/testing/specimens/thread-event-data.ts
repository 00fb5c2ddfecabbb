import type { EventData, EventType } from "#lib/overview/events.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const digest = `sha256:${"ab".repeat(32)}`;
const inThread = { number: 2, round: 1, thread: id };
const pinned = { nth: 1, anchor: { at: "card", line: 3 }, pinned: digest } as const;

type Discussing = Extract<EventType, `thread.${string}` | `challenge.${string}`>;

/** Data of an event of each type in a discussion. */
export const THREAD_EVENT_DATA: { readonly [T in Discussing]: EventData<T> } = {
  "thread.opened": { ...inThread, ...pinned, mentions: [id] },
  "thread.replied": { ...inThread, post: 2 },
  "thread.edited": { ...inThread, post: 1, version: 2 },
  "thread.resolved": inThread,
  "thread.reopened": inThread,
  "challenge.raised": { ...inThread, ...pinned, seat: "compliance" },
  "challenge.answered": { ...inThread, post: 2 },
  "challenge.judged": {
    ...inThread,
    judgement: id,
    post: 2,
    version: 1,
    question: 1,
    satisfied: true,
    seat: "compliance",
    subject: digest,
    signer: id,
    lapsed: [],
  },
};
