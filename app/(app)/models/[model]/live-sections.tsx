import type { Caller } from "#lib/kernel/caller.ts";
import { EnvelopesSection } from "./envelopes-section.tsx";
import { ReviewsSection } from "./reviews-section.tsx";

/** What is live of the model: when it is reviewed again, and what may change without its whole council. */
export const LiveSections = (of: { model: string; caller: Caller }) => (
  <>
    <ReviewsSection {...of} />
    <EnvelopesSection {...of} />
  </>
);
