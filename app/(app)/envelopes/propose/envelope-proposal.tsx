"use client";

import { ProposeForm } from "#components/releases/envelopes/propose-form.tsx";
import { api } from "#lib/client/api.ts";
import type { EnvelopeFormView } from "#lib/releases/views/envelopes.ts";

/** The proposal with its way to the server. */
export function EnvelopeProposal({ view }: { view: EnvelopeFormView }) {
  return (
    <ProposeForm
      view={view}
      propose={async (input) => {
        const outcome = await api("POST /models/{model}/envelopes", input);
        return outcome.ok ? { ok: true, value: outcome.value.number } : outcome;
      }}
    />
  );
}
