import { CardCompleteness } from "#components/registry/card-completeness.tsx";
import { Identity, People } from "#components/registry/version-rail.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { cardEditor } from "./version-address.ts";

/** What exactly the version is, who touched it, and whether its card says enough. */
export function VersionRail({ page }: { page: VersionPageView }) {
  const { model, version, origins, people, card } = page;
  return (
    <>
      <Identity model={model.name} version={version} origins={origins} />
      <People people={people} />
      <CardCompleteness card={card} tier={model.tier} editHref={cardEditor(page)} />
    </>
  );
}

/** How complete the card is, and its revisions. */
export function CardRail({ page }: { page: VersionPageView }) {
  const { model, card, revisions } = page;
  return (
    <>
      <CardCompleteness card={card} tier={model.tier} editHref={cardEditor(page)} />
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
