import type { EventDetailView } from "#lib/audit/views/event-detail.ts";
import type { ProofResult } from "./proof-checklist.tsx";
import { proofSteps } from "./proof-steps.ts";

type Proof = Pick<EventDetailView, "receipt" | "logKey" | "details">;

/** Checks the bytes a page shows against the proof the server gave for them. */
export function proofResult(entry: string, { receipt, logKey, details }: Proof): ProofResult {
  if (receipt === null)
    return {
      kind: "pending",
      reason: "The log is not signed past this event yet. Signing usually takes less than a second.",
    };
  if (logKey === null) return { kind: "unavailable", reason: "The log has not published its key yet." };
  return proofSteps({ entry, receipt, logKey, details });
}
