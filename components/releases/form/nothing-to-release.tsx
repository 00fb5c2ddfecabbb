import { Boxes } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";

/** In place of the form where no model has both a version and a pointer. */
export function NothingToRelease() {
  return (
    <>
      <PageHead title="New release" />
      <Sheet title="What">
        <EmptyState
          icon={Boxes}
          title="Nothing to release yet"
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <ButtonLink href="/models">View models</ButtonLink>
              <ButtonLink href="/new-model">Add a model</ButtonLink>
            </div>
          }
        >
          A release needs a model with a registered version and a pointer that can serve it.
        </EmptyState>
      </Sheet>
    </>
  );
}
