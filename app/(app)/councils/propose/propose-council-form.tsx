"use client";

import { ProposeCouncil } from "#components/overview/councils/propose-council.tsx";
import { api } from "#lib/client/api.ts";
import type { CouncilFormView } from "#lib/overview/views/council-page.ts";

/** The form with its way to the server. */
export function ProposeCouncilForm({ form }: { form: CouncilFormView }) {
  const { current } = form;
  const of = current ? { councilId: current.id, basedOn: current.version } : {};
  return (
    <ProposeCouncil
      form={form}
      zone="UTC"
      propose={(asked) => api("POST /councils/proposals", { ...of, ...asked })}
    />
  );
}
