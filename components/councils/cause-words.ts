import type { ReviewCause } from "#lib/councils/re-review.ts";

/** Why what is live is looked at again, in a few words. */
export const causeWords: Readonly<Record<ReviewCause, string>> = {
  calendar: "due by its calendar",
  incident: "an incident on its pointer",
  parent: "an ancestor was rolled back or found not fit",
  drift: "drift",
  data: "a change of its training data",
  obligation: "a new version of an obligation",
  other: "another cause",
};
