"use client";

import { useCallback } from "react";
import { ProofChecklist, type ProofResult } from "#components/audit/proof-checklist.tsx";
import { api } from "#lib/client/api.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { recompute } from "./recompute.ts";

type RecomputePanelProps = {
  verdict: string;
  /** The verdict as it was fetched, each time it was recomputed. */
  onFetched?: (fetched: GateVerdictView) => void;
};

/** Fetches a verdict with its inputs and recomputes it in the reader's own browser. */
export function RecomputePanel({ verdict, onFetched }: RecomputePanelProps) {
  const verify = useCallback(async (): Promise<ProofResult> => {
    const answer = await api("GET /gate-verdicts/{verdict}", { verdict });
    if (!answer.ok) return { kind: "unavailable", reason: answer.problem.title };
    onFetched?.(answer.value);
    const { event, ...stored } = answer.value;
    return { kind: "checked", steps: recompute({ ...stored, loggedDigest: event?.inputsDigest ?? null }) };
  }, [verdict, onFetched]);
  return (
    <ProofChecklist verify={verify} title="Recomputed in your browser just now" holdsWord="Same result">
      <p className="basis-full text-xs text-ink-3">
        The judge ran here. Nothing was sent to the server for it.
      </p>
    </ProofChecklist>
  );
}
