import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { listed } from "#lib/kernel/listed.ts";
import { type MoveLine, MoveList } from "./move-list.tsx";

type PointerHistoryProps = {
  pointer: string;
  /** Newest first. */
  moves: readonly MoveLine[];
  /** How many moves before these are not shown. */
  older: number;
  /** The answer to what served in a span; null where nobody asked. */
  served: ServedAnswer | null;
};

/** Every version that served in a span, and the moves of that span. */
export type ServedAnswer = { readonly versions: readonly number[]; readonly moves: readonly MoveLine[] };

/** Everything that was ever live on a pointer, or what was live in the span that the reader chose. */
export function PointerHistory({ pointer, moves, older, served }: PointerHistoryProps) {
  return (
    <Sheet title={`Live on ${pointer}`} provenance={served ? "in that span" : "newest first"}>
      {moves.length === 0 ? (
        <EmptyState title="Nothing has been live here">
          The first completed release sets this pointer.
        </EmptyState>
      ) : served ? (
        <Served {...served} />
      ) : (
        <>
          <MoveList moves={moves} />
          {older > 0 && (
            <p className="border-t border-line pt-2.5 text-xs text-ink-3">
              {countOf(older, "older move")} not shown. Choose a span above to see them.
            </p>
          )}
        </>
      )}
    </Sheet>
  );
}

function Served({ versions, moves }: ServedAnswer) {
  if (moves.length === 0)
    return (
      <EmptyState title="Nothing was live then">
        Choose a later moment, or an end after the beginning.
      </EmptyState>
    );
  return (
    <>
      <p role="status" className="mb-2 text-sm">
        <b className="font-semibold">{listed(versions.map((version) => `v${version}`))}</b> served.
      </p>
      <MoveList moves={moves} />
    </>
  );
}
