import { CardCompleteness } from "#components/registry/card-completeness.tsx";
import { Identity, People } from "#components/registry/version-rail.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";

/** What exactly the version is, who touched it, and whether its card says enough. */
export function VersionRail({ page: { model, version, people, card } }: { page: VersionPageView }) {
  return (
    <>
      <Identity model={model.name} version={version} />
      <People people={people} />
      <CardCompleteness card={card} tier={model.tier} />
    </>
  );
}

/** How complete the card is, and its revisions. */
export function CardRail({ page: { model, card, revisions } }: { page: VersionPageView }) {
  return (
    <>
      <CardCompleteness card={card} tier={model.tier} />
      <Sheet title="Revisions" provenance={<Digest value={card.digest} />}>
        <EventFeed
          events={revisions.map(({ revision, author, createdAt }) => ({
            id: String(revision),
            title: `Revision ${revision}`,
            detail: author,
            at: createdAt,
            tone: revision === card.revision ? "yours" : "plain",
          }))}
        />
      </Sheet>
    </>
  );
}
