import { Notice } from "#components/ui/notice.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { armNames } from "../arm-names.ts";
import { changedRows } from "../guardrails/guardrail-rows.ts";
import { GuardrailTable } from "../guardrails/guardrail-table.tsx";
import { correctedText, wouldText } from "./change-words.ts";

const CHANGED = "corrected";

/** That outcomes were corrected since the verdict, and what it would be now. */
export function ChangedNotice({ verdict }: { verdict: GateVerdictView }) {
  const { changed, decision } = verdict;
  if (!changed) return null;
  return (
    <Notice
      tone="hold"
      icon="alert"
      title="Evidence changed since."
      action={
        <a href={`#${CHANGED}`} className="text-sm font-medium text-accent hover:underline">
          See both
        </a>
      }
    >
      {correctedText(changed, armNames(verdict))} {wouldText(changed, decision.kind)} What was decided stands.
    </Notice>
  );
}

/** The guardrails on outcomes as they would be judged now, under the table of what they were. */
export function ChangedGuardrails({ verdict }: { verdict: GateVerdictView }) {
  if (!verdict.changed) return null;
  return (
    <div id={CHANGED} className="min-w-0">
      <GuardrailTable
        title="With the corrected outcomes"
        provenance="the same judge at the same moment, on the outcomes as they are stored now"
        rows={changedRows(verdict)}
        arms={armNames(verdict)}
        compact
      />
    </div>
  );
}
