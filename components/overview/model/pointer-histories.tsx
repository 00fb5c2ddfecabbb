import type { ReactNode } from "react";
import { PointerHistory } from "#components/exposure/pointer-history.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import { moveLines } from "./move-lines.ts";

type PointerHistoriesProps = {
  pointers: ModelPageView["pointers"];
  releases: readonly ModelRelease[];
  addPointer: ReactNode;
};

/** What was live on each pointer of a model. */
export function PointerHistories({ pointers, releases, addPointer }: PointerHistoriesProps) {
  if (pointers.length === 0) {
    return (
      <Sheet title="What was live">
        <EmptyState title="This model has no pointer yet" action={addPointer}>
          A pointer names a place where a version can be live, such as production.
        </EmptyState>
      </Sheet>
    );
  }
  return pointers.map(({ id, name, moves, older }) => (
    <PointerHistory key={id} pointer={name} moves={moveLines(moves, releases)} older={older} />
  ));
}
