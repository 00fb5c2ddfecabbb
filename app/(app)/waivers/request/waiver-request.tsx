"use client";

import { RequestForm } from "#components/releases/waivers/request-form.tsx";
import { api } from "#lib/client/api.ts";
import type { WaiverFormView } from "#lib/releases/views/waivers.ts";

type Props = { view: WaiverFormView; chosen: { model?: string | undefined; gate?: string | undefined } };

/** The request with its way to the server. */
export function WaiverRequest({ view, chosen }: Props) {
  return (
    <RequestForm
      view={view}
      chosen={chosen}
      request={async (input) => {
        const outcome = await api("POST /models/{model}/waivers", input);
        return outcome.ok ? { ok: true, value: outcome.value.number } : outcome;
      }}
    />
  );
}
