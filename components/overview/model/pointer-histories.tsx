import type { ReactNode } from "react";
import { versionsServing } from "#components/exposure/live-words.ts";
import { PointerHistory } from "#components/exposure/pointer-history.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";
import { moveLines } from "./move-lines.ts";

type PointerHistoriesProps = {
  pointers: ModelPageView["pointers"];
  releases: readonly ModelRelease[];
  addPointer: ReactNode;
  /** The ways back to what was live before. */
  goBack: ReactNode;
};

/** What was live on each pointer of a model. */
export function PointerHistories({ pointers, releases, addPointer, goBack }: PointerHistoriesProps) {
  if (pointers.length === 0) {
    return (
      <Sheet title="What was live">
        <EmptyState title="This model has no pointer yet" action={addPointer}>
          A pointer names a place where a version can be live, such as production.
        </EmptyState>
      </Sheet>
    );
  }
  return (
    <>
      <FilterBar
        moments={[
          { name: "at", label: "What was live at", edge: "start" },
          { name: "until", label: "and up to", edge: "end" },
        ]}
      />
      {pointers.map(({ id, name, moves, older, served }) => (
        <PointerHistory
          key={id}
          pointer={name}
          moves={moveLines(moves, releases)}
          older={older}
          served={served && { versions: versionsServing(served), moves: moveLines(served, releases) }}
        />
      ))}
      {goBack}
    </>
  );
}
