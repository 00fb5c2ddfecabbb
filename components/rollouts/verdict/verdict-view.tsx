import { Download } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { armNames } from "../arm-names.ts";
import { verdictRows } from "../guardrails/guardrail-rows.ts";
import { GuardrailTable } from "../guardrails/guardrail-table.tsx";
import { SliceSheets } from "../slices/slice-sheets.tsx";
import { ChangedGuardrails, ChangedNotice } from "./changed-evidence.tsx";
import { decisionLooks, decisionText } from "./decision-words.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import { RecomputePanel } from "./recompute-panel.tsx";
import { VerdictRecord } from "./verdict-record.tsx";

/** One verdict with everything it was made from, recomputed by whoever reads it. */
export function VerdictView({ verdict }: { verdict: GateVerdictView }) {
  return (
    <>
      <PageHead
        marks={
          <>
            <Stated look={decisionLooks[verdict.decision.kind]} />
            <Time at={verdict.decidedAt} as="second" />
          </>
        }
        title={`Verdict on ${verdict.stage}`}
        lede={decisionText(verdict)}
        actions={
          <ButtonLink href={`/api/v1/gate-verdicts/${verdict.id}`} icon={Download} download>
            Download the inputs
          </ButtonLink>
        }
      />
      <ChangedNotice verdict={verdict} />
      <WithRail railLabel="Recomputed" rail={<Rail verdict={verdict} />}>
        <GuardrailTable rows={verdictRows(verdict)} arms={armNames(verdict)} compact />
        <SliceSheets
          plan={verdict.inputs.plan}
          stageIndex={verdict.inputs.plan.stages.findIndex(({ id }) => id === verdict.inputs.stage)}
          verdicts={verdict.verdicts}
          arms={armNames(verdict)}
        />
        <ChangedGuardrails verdict={verdict} />
        <EvidenceTable inputs={verdict.inputs} />
      </WithRail>
    </>
  );
}

function Rail({ verdict }: { verdict: GateVerdictView }) {
  return (
    <>
      <RecomputePanel verdict={verdict.id} />
      <VerdictRecord verdict={verdict} />
    </>
  );
}
