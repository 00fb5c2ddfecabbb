"use client";

import { FindingActs } from "#components/councils/finding-acts.tsx";
import { FindingForm } from "#components/councils/finding-form.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import type { FindingListView, FindingView } from "#lib/councils/views/finding-list.ts";

/** The form to open a finding with its way to the server. */
export function OpeningFinding({ model, owners }: { model: string } & Pick<FindingListView, "owners">) {
  return (
    <FindingForm
      owners={owners}
      open={async (input) => answered(await api("POST /models/{model}/findings", { model, ...input }))}
    />
  );
}

/** The ways to close a finding with their way to the server. */
export function ClosingFinding({ model, finding }: { model: string; finding: FindingView }) {
  return (
    <FindingActs
      finding={finding}
      close={async (act, reason) => {
        const said = { model, number: finding.number, reason };
        return answered(
          act === "resolve"
            ? await api("POST /models/{model}/findings/{number}/resolve", said)
            : await api("POST /models/{model}/findings/{number}/accept", said),
        );
      }}
    />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
