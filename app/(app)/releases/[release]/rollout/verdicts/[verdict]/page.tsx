import { Download } from "lucide-react";
import { notFound } from "next/navigation";
import { GuardrailTable } from "#components/rollouts/guardrail-table.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { look } from "#lib/command/query.ts";
import type { Decision } from "#lib/rollouts/judge.ts";
import { gateVerdict } from "#lib/rollouts/queries/gate-verdict.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../../refused.tsx";
import { guardrailRow } from "../../guardrail-props.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import { RecomputePanel } from "./recompute-panel.tsx";

export const metadata = { title: "Gate verdict" };

type Props = { params: Promise<{ release: string; verdict: string }> };

/** One verdict with everything it was made from, given again by whoever reads it. */
export default async function VerdictPage({ params }: Props) {
  const caller = await pageCaller();
  const { release, verdict: id } = await params;
  if (!/^[0-9a-f-]{36}$/i.test(id)) notFound();
  const answer = await look(database(), gateVerdict, { verdict: id }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Verdicts" permission="rollout:read" />;
  const { inputs, ...verdict } = answer.value;
  if (String(verdict.release) !== release) notFound();
  const { plan, evidence } = inputs;
  const stage = plan.stages.find((each) => each.id === inputs.stage) ?? plan.stages[0]!;
  const { decision } = verdict;
  return (
    <Page
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: `Release ${release}`, href: `/releases/${release}` },
        { label: "Rollout", href: `/releases/${release}/rollout` },
        { label: "Verdict" },
      ]}
    >
      <PageHead
        marks={
          <>
            <Stated look={looks[decision.kind]} />
            <Time at={verdict.decidedAt} as="second" />
          </>
        }
        title={`Verdict over ${stage.name}`}
        lede={becauseOf(decision)}
        actions={
          <ButtonLink href={`/api/v1/gate-verdicts/${id}`} icon={Download} download>
            Download the inputs
          </ButtonLink>
        }
      />
      <WithRail
        railLabel="Recomputed"
        rail={
          <>
            <RecomputePanel verdict={id} />
            <Recorded verdict={answer.value} />
          </>
        }
      >
        <GuardrailTable
          rows={plan.guardrails.map((guardrail, index) => ({
            ...guardrailRow(
              { plan, stage, candidate: verdict.candidate },
              guardrail,
              verdict.verdicts[index]!,
            ),
            latestAt: null,
            matureShare: null,
          }))}
          baseVersion={verdict.base === null ? "nothing" : `v${verdict.base}`}
          version={`v${verdict.candidate}`}
        />
        <EvidenceTable evidence={evidence} guardrails={plan.guardrails} />
      </WithRail>
    </Page>
  );
}

function Recorded({
  verdict,
}: {
  verdict: Extract<Awaited<ReturnType<(typeof gateVerdict)["load"]>>, { ok: true }>["value"];
}) {
  const { event } = verdict;
  return (
    <Sheet title="What was kept">
      <DefinitionList
        items={[
          { term: "Inputs", value: <Digest value={verdict.inputsDigest} /> },
          { term: "Judge", value: verdict.judgeVersion },
          {
            term: "Plan",
            value: <Digest value={verdict.planDigest} href={`/releases/${verdict.release}?tab=plan`} />,
          },
          {
            term: "Log",
            value: event ? (
              <Digest
                value={event.index === null ? event.uid : event.index.toLocaleString("en-GB")}
                label="leaf"
                href={`/audit/${event.index ?? event.uid}`}
              />
            ) : (
              "no event"
            ),
          },
        ]}
      />
    </Sheet>
  );
}

const looks: Record<Decision["kind"], StateLook> = {
  advance: { word: "Advance", tone: "pass" },
  hold: { word: "Hold", tone: "hold" },
  halt: { word: "Halt", tone: "fail", icon: "halt" },
  "roll-back": { word: "Roll back", tone: "fail", icon: "back" },
};

function becauseOf(decision: Decision): string {
  if (decision.kind === "advance") return "Every guardrail passed and the minimum time was over.";
  return decision.kind === "hold" ? decision.because.join(" ") : decision.because;
}
