import { hrefWith } from "#components/ui/href-with.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { DiscussionView } from "#lib/releases/views/discussion.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { placeChoices } from "./places.ts";

/** What the discussion needs of the release around it, and the way to the threads after these. */
export function discussionOf(release: ReleasePageView, discussion: DiscussionView, reader: Caller) {
  const { sections, checks, number, tier } = release;
  const { nextCursor } = discussion;
  const href = hrefWith(`/releases/${number}`, { tab: "discussion", cursor: nextCursor ?? undefined });
  return {
    discussion,
    talks: whyNotPermitted(reader, "thread:open") === null,
    tier,
    pinning: { plan: sections.plan, checks: checks.map(({ id, title }) => ({ id, title })) },
    places: placeChoices(release),
    ...(nextCursor ? { more: { label: "More of the discussion", href } } : {}),
  };
}
