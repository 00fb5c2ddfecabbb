"use client";

import { Siren } from "lucide-react";
import { Arms } from "#components/rollouts/arms.tsx";
import { GuardrailTable } from "#components/rollouts/guardrail-table.tsx";
import { RolloutActions, type RolloutVerb } from "#components/rollouts/rollout-actions.tsx";
import { RolloutBanner } from "#components/rollouts/rollout-banner.tsx";
import { rolloutFeed } from "#components/rollouts/rollout-feed.ts";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { StageTrack } from "#components/rollouts/stage-track.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { Outcome } from "#components/ui/outcome.ts";
import { Between, PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { api } from "#lib/client/api.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";
import { bannerOf, offersOf } from "./banner-props.ts";
import { armSeries, guardrailRows } from "./guardrail-props.ts";
import { stageBands, stageViews } from "./stage-props.ts";
import { useRollout } from "./use-rollout.ts";

/** A rollout as it is watched, moving by itself. */
export function RolloutLive({ initial }: { initial: RolloutView }) {
  const { view, outdated } = useRollout(initial);
  return (
    <>
      <Head view={view} />
      {outdated && (
        <Notice tone="none" icon="alert" role="status" title="The server does not answer.">
          What you see is of <Time at={view.asOf} as="clock" />. The rollout is watched on by itself; this
          page catches up as soon as it can.
        </Notice>
      )}
      <RolloutBanner {...bannerOf(view)} />
      <StageTrack stages={stageViews(view)} />
      <WithRail railLabel="What happened" railLast rail={<Rail view={view} />}>
        {view.base === null ? <NothingBefore /> : <Compared view={view} base={view.base} />}
      </WithRail>
    </>
  );
}

function Compared({ view, base }: { view: RolloutView; base: number }) {
  const versions = { baseVersion: `v${base}`, version: `v${view.candidate}` };
  return (
    <>
      <GuardrailTable rows={guardrailRows(view)} {...versions} />
      <Arms series={armSeries(view)} bands={stageBands(view)} {...versions} />
    </>
  );
}

/** The first version of a pointer answers everyone at once: there is no second arm. */
function NothingBefore() {
  return (
    <Sheet title="Guardrails">
      <EmptyState title="There was nothing to compare with">
        It was the first version here, so it answered everyone at once and no guardrail was judged.
      </EmptyState>
    </Sheet>
  );
}

function Head({ view }: { view: RolloutView }) {
  const failed = view.guardrails.findIndex(({ verdict }) => verdict.state === "FAIL");
  const back = view.state === "rolled-back" || view.state === "rolling-back";
  return (
    <PageHead
      sticky
      marks={
        <>
          <Stated look={rolloutLooks[view.state]} />
          {back && failed >= 0 ? (
            <span>
              by guardrail <b className="font-medium text-ink">{view.plan.guardrails[failed]?.title}</b>,
              nobody had to act
            </span>
          ) : (
            <span>
              started by {view.startedBy}, <Time at={view.startedAt} as="relative" />
            </span>
          )}
        </>
      }
      title={
        <>
          {view.model} v{view.candidate} <Between>on</Between> {view.pointer}
        </>
      }
      actions={
        <>
          {view.incident !== null && (
            <ButtonLink href={`/incidents/${view.incident}`} icon={Siren}>
              Incident {view.incident}
            </ButtonLink>
          )}
          <RolloutActions offers={offersOf(view)} take={(input) => take(view.number, input)} />
        </>
      }
    />
  );
}

async function take(
  rollout: number,
  { verb, reason }: { verb: RolloutVerb; reason: string },
): Promise<Outcome> {
  const answer = await api(`POST /rollouts/{rollout}/${verb}`, { rollout, reason });
  return answer.ok ? { ok: true, value: undefined } : answer;
}

function Rail({ view }: { view: RolloutView }) {
  const newest = view.events.find(({ index }) => index !== null)?.index;
  const nameOfStage = (id: string) => view.plan.stages.find((stage) => stage.id === id)?.name ?? id;
  return (
    <>
      <Sheet
        title="What happened"
        provenance={newest === null || newest === undefined ? undefined : `leaf ${formatNumber(newest)}`}
      >
        <EventFeed events={rolloutFeed(view.events, nameOfStage)} clock />
      </Sheet>
      <Sheet title="Under which plan" provenance={`rollout ${view.number}`}>
        <div className="flex flex-col gap-2 text-sm text-ink-2">
          <p>The plan is the signed one; every assignment carries its hash.</p>
          <p>
            <Digest value={view.planDigest} href={`/releases/${view.release}?tab=plan`} label="plan" />
          </p>
        </div>
      </Sheet>
    </>
  );
}
