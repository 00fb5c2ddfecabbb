import { CardCompleteness, Identity, Owners } from "#components/registry/version-rail.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EventFeed, type FeedEvent } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { cardCompleteness } from "#lib/registry/card.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { identityOf, type VersionData } from "./version-words.ts";

/** What exactly the version is, who touched it, and whether its card says enough. */
export function Rail({ page }: { page: VersionData }) {
  return (
    <>
      <Identity identity={identityOf(page)} />
      <Owners owners={page.people} />
      <Completeness page={page} />
    </>
  );
}

/** How complete the card is, and how it came to be. */
export function CardRail({ page }: { page: VersionData }) {
  const revisions = page.revisions.map(
    ({ revision, author, createdAt }): FeedEvent => ({
      id: String(revision),
      title: `Revision ${revision}`,
      detail: author,
      at: createdAt,
      tone: revision === page.card.revision ? "yours" : "plain",
    }),
  );
  return (
    <>
      <Completeness page={page} />
      <Sheet title="Revisions" provenance={<Digest value={page.card.digest} />}>
        <EventFeed events={revisions} />
      </Sheet>
    </>
  );
}

function Completeness({ page: { card, model } }: { page: VersionData }) {
  const { asked, missing } = cardCompleteness(card.markdown, model.tier as Tier);
  return (
    <CardCompleteness
      filled={asked.length - missing.length}
      asked={asked.length}
      tier={model.tier}
      missing={missing}
      revision={card.revision}
    />
  );
}
