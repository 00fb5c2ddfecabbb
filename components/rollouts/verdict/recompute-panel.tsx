"use client";

import { useCallback } from "react";
import { ProofChecklist, type ProofResult } from "#components/audit/proof-checklist.tsx";
import { api } from "#lib/client/api.ts";
import { recompute } from "./recompute.ts";

/** Fetches a verdict with its inputs and recomputes it in the reader's own browser. */
export function RecomputePanel({ verdict }: { verdict: string }) {
  const verify = useCallback(async (): Promise<ProofResult> => {
    const answer = await api("GET /gate-verdicts/{verdict}", { verdict });
    if (!answer.ok) return { kind: "unavailable", reason: answer.problem.title };
    const { event, ...stored } = answer.value;
    return { kind: "checked", steps: recompute({ ...stored, loggedDigest: event?.inputsDigest ?? null }) };
  }, [verdict]);
  return (
    <ProofChecklist verify={verify} title="Recomputed in your browser just now" holdsWord="Same result" />
  );
}
