"use client";

import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { hrefWith } from "#components/ui/href-with.ts";
import { Between, PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { armNames } from "../arm-names.ts";
import { verdictRows } from "../guardrails/guardrail-rows.ts";
import { GuardrailTable } from "../guardrails/guardrail-table.tsx";
import { evidenceLooks } from "../rollout-looks.ts";
import { SliceSheets } from "../slices/slice-sheets.tsx";
import { ChangedGuardrails, ChangedNotice } from "./changed-evidence.tsx";
import { type Chosen, chosenIn } from "./chosen-guardrail.ts";
import { claimText } from "./claim-words.ts";
import { decisionLooks, decisionText } from "./decision-words.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import { JudgedFacts } from "./judged-facts.tsx";
import { numberRows } from "./number-rows.ts";
import { NumbersSheet } from "./numbers-sheet.tsx";
import { judgedAgain } from "./recompute.ts";
import { RecomputePanel } from "./recompute-panel.tsx";
import { Ruler } from "./ruler.tsx";
import { Sensitivity } from "./sensitivity.tsx";
import { SiblingVerdicts } from "./sibling-verdicts.tsx";
import { VerdictRecord } from "./verdict-record.tsx";

type VerdictViewProps = {
  verdict: GateVerdictView;
  /** The guardrail that the address asks for. */
  guardrail?: string | undefined;
};

/** One verdict with everything it was made from, recomputed by whoever reads it. */
export function VerdictView({ verdict, guardrail: asked }: VerdictViewProps) {
  const [fetched, setFetched] = useState<GateVerdictView | null>(null);
  const chosen = chosenIn(fetched ?? verdict, asked);
  return (
    <>
      <Head verdict={verdict} chosen={chosen} />
      <ChangedNotice verdict={verdict} />
      {chosen && verdict.verdicts.length > 1 && <Guardrails verdict={verdict} chosen={chosen} />}
      <WithRail
        railLabel="Recomputed"
        rail={
          <>
            <RecomputePanel verdict={verdict.id} onFetched={setFetched} />
            {chosen && <JudgedFacts verdict={verdict} chosen={chosen} />}
            {chosen && <SiblingVerdicts verdict={verdict} chosen={chosen} />}
            <VerdictRecord verdict={verdict} />
          </>
        }
      >
        {chosen && <OfOne verdict={verdict} chosen={chosen} fetched={fetched} />}
        <GuardrailTable title="All guardrails" rows={verdictRows(verdict)} arms={armNames(verdict)} compact />
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

function Head({ verdict, chosen }: { verdict: GateVerdictView; chosen: Chosen | null }) {
  return (
    <PageHead
      marks={
        <>
          <Stated look={decisionLooks[verdict.decision.kind]} />
          <span>
            {verdict.stage}, <Time at={verdict.decidedAt} as="second" />
          </span>
          {chosen && (
            <span className="text-ink-2">
              {chosen.guardrail.title}: <Stated look={evidenceLooks[chosen.verdict.state]} />
            </span>
          )}
        </>
      }
      title={
        chosen ? (
          <>
            Verdict <Between>on</Between> {chosen.guardrail.title}
          </>
        ) : (
          `Verdict on ${verdict.stage}`
        )
      }
      lede={
        <>
          {chosen && <>{claimText(verdict.inputs.plan, chosen, armNames(verdict))} </>}
          {!isOf(verdict, chosen) && (
            <span className="text-ink-3">
              {decisionLooks[verdict.decision.kind].word}: {decisionText(verdict)}
            </span>
          )}
        </>
      }
      actions={
        <ButtonLink href={`/api/v1/gate-verdicts/${verdict.id}`} icon={Download} variant="solid" download>
          Download the inputs
        </ButtonLink>
      }
    />
  );
}

/** The claim of the guardrail that decided says what was decided, too. */
const isOf = ({ decision }: GateVerdictView, chosen: Chosen | null): boolean =>
  chosen?.verdict.state === "FAIL" &&
  (decision.kind === "roll-back" || decision.kind === "halt") &&
  decision.guardrailId === chosen.guardrail.id;

/** The guardrails of the stage, each with an address of its own. */
function Guardrails({ verdict, chosen }: { verdict: GateVerdictView; chosen: Chosen }) {
  const { plan } = verdict.inputs;
  const path = `/releases/${verdict.release}/rollout/verdicts/${verdict.id}`;
  return (
    <Tabs
      label="Guardrails of this verdict"
      tabs={verdict.verdicts.flatMap(({ guardrailId, state }) => {
        const title = plan.guardrails.find(({ id }) => id === guardrailId)?.title;
        if (title === undefined) return [];
        return [
          {
            href: hrefWith(path, { guardrail: guardrailId }),
            label: title,
            count: evidenceLooks[state].word,
            current: guardrailId === chosen.guardrail.id,
          },
        ];
      })}
    />
  );
}

type OfOneProps = { verdict: GateVerdictView; chosen: Chosen; fetched: GateVerdictView | null };

function OfOne({ verdict, chosen, fetched }: OfOneProps) {
  const arms = armNames(verdict);
  const again = useMemo(() => fetched && judgedAgain(fetched.inputs), [fetched]);
  const { id } = chosen.guardrail;
  const found = again?.judgement?.verdicts.find((one) => one.guardrailId === id) ?? "absent";
  return (
    <>
      <Ruler chosen={chosen} arms={arms} />
      <NumbersSheet rows={numberRows(chosen.verdict, again === null ? null : found, arms)} />
      {again?.given && <Sensitivity given={again.given} chosen={chosen} arms={arms} />}
    </>
  );
}
