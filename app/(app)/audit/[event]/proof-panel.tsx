"use client";

import { useCallback } from "react";
import { ProofChecklist, type ProofResult } from "#components/audit/proof-checklist.tsx";
import { proofResult } from "#components/audit/proof-result.ts";
import { api } from "#lib/client/api.ts";

/** Checks the bytes this page shows against the newest signed checkpoint, in this browser. */
export function ProofPanel({ event, entry }: { event: string; entry: string }) {
  const verify = useCallback(async (): Promise<ProofResult> => {
    const answer = await api("GET /audit/events/{event}", { event });
    if (!answer.ok) return { kind: "unavailable", reason: answer.problem.title };
    return proofResult(entry, answer.value);
  }, [event, entry]);
  return <ProofChecklist verify={verify} />;
}
