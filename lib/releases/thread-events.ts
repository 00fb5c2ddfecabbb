import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { count, digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { gatesSaid } from "#lib/policy/gate-results.ts";
import { anchorSchema } from "./anchor.ts";
import { judgementSaid } from "./discussion.ts";

const inThread = { number: ordinal, round: ordinal, thread: named };
const opening = {
  ...inThread,
  /** Counted within the release. */
  nth: ordinal,
  anchor: anchorSchema,
  /** The digest of what stood at the anchor. */
  pinned: digestText,
};
const mentions = { mentions: z.array(named).exactOptional() };
/** Names as they were then, by person: the author's, and of those named in the text. */
const names = z.record(z.string(), z.string());
const written = z.object({ text: z.string(), names });
/** With what stood at the anchor, where it is short enough to quote. */
const pinnedText = written.extend({ quote: z.string().exactOptional() });
const post = { ...inThread, post: ordinal };

/** What people say about a release. Every text is beside the log, where it can be erased; the entry commits to it. */
export const threadEvents = {
  "thread.opened": { data: z.object({ ...opening, ...mentions }), details: pinnedText },
  "thread.replied": { data: z.object({ ...post, ...mentions }), details: written },
  "thread.edited": { data: z.object({ ...post, ...mentions, version: ordinal }), details: written },
  "thread.resolved": { data: z.object(inThread), details: z.object({ names }) },
  "thread.reopened": { data: z.object(inThread), details: z.object({ names }) },
  "challenge.raised": {
    data: z.object({ ...opening, ...mentions, seat: z.enum(FUNCTIONS) }),
    details: pinnedText,
  },
  "challenge.answered": { data: z.object({ ...post, ...mentions }), details: written },
  "challenge.judged": {
    data: z.object({
      ...post,
      ...judgementSaid.shape,
      /** The version of the answer that was judged. */
      version: ordinal,
      signer: named,
      /** In the place of a challenger who can no longer judge. */
      instead: z.literal(true).exactOptional(),
      /** The verdicts and findings whose authors had lost the authority by then. */
      lapsed: z.array(named),
      /** The rules for signers under which an answer was found satisfactory. */
      independenceDays: count.exactOptional(),
      hands: z.literal(true).exactOptional(),
      factorWaitHours: count.exactOptional(),
      gates: gatesSaid.exactOptional(),
    }),
    details: z.object({ reason: z.string(), names }),
    decisive: true,
  },
} as const satisfies Catalogue;
