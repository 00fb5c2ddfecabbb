import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";

/** In place of a rollout, before there is one. */
export function NotStarted({ release }: { release: number }) {
  return (
    <>
      <PageHead title={`Rollout of release ${release}`} />
      <Sheet title="Rollout">
        <EmptyState
          title="Not started"
          action={<ButtonLink href={`/releases/${release}`}>Go to the release</ButtonLink>}
        >
          Once every seat has approved it, a release manager starts it from the release page.
        </EmptyState>
      </Sheet>
    </>
  );
}
