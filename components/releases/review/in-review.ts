import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** Can it be signed, with the review period running? */
export const inReview = ({ state }: Pick<ReleasePageView, "state">): boolean =>
  state === "in-review" || state === "changes-requested";
