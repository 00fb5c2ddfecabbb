"use client";

import { useCallback } from "react";
import { ProofChecklist, type ProofResult } from "#components/audit/proof-checklist.tsx";
import { proofSteps } from "#components/audit/proof-steps.ts";
import { api } from "#lib/client/api.ts";

/** Checks the bytes this page shows against the newest signed checkpoint, in this browser. */
export function ProofPanel({ event, entry }: { event: string; entry: string }) {
  const verify = useCallback(async (): Promise<ProofResult> => {
    const answer = await api("GET /audit/events/{event}", { event });
    if (!answer.ok) return { kind: "unavailable", reason: answer.problem.title };
    const { receipt, logKey, details } = answer.value;
    if (receipt === null)
      return {
        kind: "pending",
        reason: "The log is not signed past this event yet; usually within a second.",
      };
    if (logKey === null) return { kind: "unavailable", reason: "The log has not published its key yet." };
    return proofSteps({ entry, receipt, logKey, details });
  }, [event, entry]);
  return <ProofChecklist verify={verify} />;
}
