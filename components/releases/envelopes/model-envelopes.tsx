import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { EnvelopeListView } from "#lib/releases/views/envelopes.ts";
import { EnvelopeTable } from "./envelopes-view.tsx";

type Props = { model: string; list: EnvelopeListView };

/** The envelopes of one model, on its page. */
export const ModelEnvelopes = ({ model, list }: Props) => (
  <Sheet
    title="Envelopes for standard changes"
    provenance={
      <a href={`/envelopes/propose?model=${encodeURIComponent(model)}`} className="hover:underline">
        Propose one
      </a>
    }
    flush
  >
    <EnvelopeTable
      items={list.items}
      empty={<EmptyState title="None: every release of this model goes to its whole council." />}
    />
  </Sheet>
);
