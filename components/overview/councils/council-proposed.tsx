import { DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CouncilPageView, CouncilProposalView } from "#lib/overview/views/council-page.ts";
import { compositionChanges } from "./council-words.ts";

type CouncilProposedProps = { proposal: CouncilProposalView; names: CouncilPageView["names"] };

/** A proposed composition: what it would change, and why. */
export function CouncilProposed({ proposal, names }: CouncilProposedProps) {
  const { version, digest, reason, author, proposedAt, before, content } = proposal;
  return (
    <Sheet title={`Proposed: composition ${version}`} provenance={<Digest value={digest} />} flush>
      <p className="pt-3 text-sm whitespace-pre-line">{reason}</p>
      <p className="pt-1 pb-2 text-xs text-ink-3">
        {author.name}, <Time at={proposedAt} />
      </p>
      <DataTable
        caption="What would change"
        rows={compositionChanges(before, content, names)}
        rowKey={({ what }) => what}
        columns={[
          { key: "what", header: "What", cell: ({ what }) => what },
          ...(before
            ? [{ key: "was", header: `Composition ${version - 1}`, cell: ({ was }: { was: string }) => was }]
            : []),
          {
            key: "is",
            header: "Proposed",
            cell: ({ is }) => <b className="font-medium">{is}</b>,
          },
        ]}
      />
    </Sheet>
  );
}
