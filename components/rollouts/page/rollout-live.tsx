"use client";

import { type ReactNode, useCallback, useState } from "react";
import type { Answer } from "#components/ui/answer.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { api } from "#lib/client/api.ts";
import { type Guardrail, minReceiptsPercent } from "#lib/releases/plan.ts";
import { isWatched } from "#lib/rollouts/rollout.ts";
import type { DisplayedQualityView } from "#lib/rollouts/views/displayed-quality.ts";
import type { RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import type { RolloutPageView, SteeringVerb } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { Effects } from "../effects/effects.tsx";
import { DisplayedQuality } from "../quality/displayed-quality.tsx";
import { PriorChecks } from "../requirements/prior-checks.tsx";
import { Requirements } from "../requirements/requirements.tsx";
import { SliceSheets } from "../slices/slice-sheets.tsx";
import { SourceTable } from "../sources/source-table.tsx";
import { ChangedVerdicts } from "./changed-verdicts.tsx";
import { RolloutBanner } from "./rollout-banner.tsx";
import { RolloutHead } from "./rollout-head.tsx";
import { RolloutRail } from "./rollout-rail.tsx";
import { GuardrailsThen, ShownGuardrails } from "./shown-guardrails.tsx";
import { StageTrack } from "./stage-track.tsx";
import { isOver, trackedStages } from "./stage-words.ts";
import { useHistory } from "./use-history.ts";
import { useRollout } from "./use-rollout.ts";

type RolloutLiveProps = {
  initial: RolloutPageView;
  past: RolloutHistoryView;
  /** What was found after it was rolled back. */
  found?: ReactNode;
};

/** A rollout as it is watched, moving by itself. */
export function RolloutLive({ initial, past, found }: RolloutLiveProps) {
  const { view, outdated } = useRollout(initial);
  const history = useHistory(past, isWatched(view.state));
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      <RolloutHead view={view} take={(act) => take(view.number, act)} />
      {outdated && (
        <Notice tone="none" icon="alert" role="status" title="The server does not answer.">
          You see the rollout as of <Time at={view.asOf} as="clock" />. Monitoring continues; this page
          updates when the server answers again.
        </Notice>
      )}
      <RolloutBanner view={view} />
      <ChangedVerdicts view={view} />
      <StageTrack
        stages={trackedStages(view)}
        shown={shown}
        onShow={(stage) => setShown(stage === shown || stage === view.stageIndex ? null : stage)}
      />
      <Requirements view={view} />
      {view.base !== null && (!isOver(view) || shown !== null) && (
        <ShownGuardrails view={view} history={history} stageIndex={shown} onPresent={() => setShown(null)} />
      )}
      {view.base !== null && shown === null && !isOver(view) && <PriorChecks view={view} />}
      <WithRail railLabel="What happened" railLast rail={<RolloutRail view={view} found={found} />}>
        {view.base === null ? <NothingBefore /> : <Evidence view={view} history={history} />}
      </WithRail>
    </>
  );
}

const isDrawn = ({ rule }: Guardrail): boolean => rule.kind !== "sample-ratio";

type EvidenceProps = { view: RolloutPageView; history: RolloutHistoryView };

/** What the guardrails rest on. After a rollback: the breach, what else stood how, and where it was worse. */
function Evidence({ view, history }: EvidenceProps) {
  const quality = useCallback(() => readQuality(view.number), [view.number]);
  const arms = armNames(view);
  const cause = isOver(view) ? (view.cause?.guardrailId ?? null) : null;
  const broke = view.plan.guardrails.find((one) => one.id === cause && isDrawn(one));
  return (
    <>
      {broke && (
        <Effects
          view={view}
          history={history}
          title={`${broke.title} at the breach`}
          only={(id) => id === cause}
        />
      )}
      {isOver(view) && <GuardrailsThen view={view} />}
      <SliceSheets
        plan={view.plan}
        stageIndex={view.stageIndex}
        verdicts={view.guardrails.map(({ verdict }) => verdict)}
        arms={arms}
      />
      <SourceTable sources={view.sources} arms={arms} neededPercent={minReceiptsPercent(view.plan)} />
      {!broke ? (
        <Effects view={view} history={history} />
      ) : (
        view.plan.guardrails.some((one) => one !== broke && isDrawn(one)) && (
          <Effects
            view={view}
            history={history}
            title="The other guardrails over time"
            only={(id) => id !== cause}
          />
        )
      )}
      {(view.plan.task ?? "binary") === "binary" && <DisplayedQuality arms={arms} read={quality} />}
    </>
  );
}

/** The first version of a pointer has no second arm. */
function NothingBefore() {
  return (
    <Sheet title="Guardrails">
      <EmptyState title="Nothing to compare with">
        This was the first version here. It served everyone at once, and no guardrail was judged.
      </EmptyState>
    </Sheet>
  );
}

async function take(
  rollout: number,
  { verb, reason }: { verb: SteeringVerb; reason: string },
): Promise<Answer> {
  const answer = await api(`POST /rollouts/{rollout}/${verb}`, { rollout, reason });
  return answer.ok ? { ok: true, value: undefined } : answer;
}

const readQuality = (rollout: number): Promise<Answer<DisplayedQualityView>> =>
  api("GET /rollouts/{rollout}/displayed-quality", { rollout });
