import { notFound } from "next/navigation";
import { NotStarted } from "#components/rollouts/page/not-started.tsx";
import { RolloutLive } from "#components/rollouts/page/rollout-live.tsx";
import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { releaseRollout } from "#lib/rollouts/queries/release-rollout.ts";
import { rolloutHistory } from "#lib/rollouts/queries/rollout-history.ts";
import { rolloutPage } from "#lib/rollouts/queries/rollout-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { Found } from "./found.tsx";

type Props = { params: Promise<{ release: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Rollout of release ${decodeURIComponent((await params).release)}` };
}

export default async function RolloutPage({ params }: Props) {
  const caller = await pageCaller();
  const { release: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const release = Number(text);
  const releases = { label: "Releases", href: "/releases" };
  const ofRelease = { label: `Release ${release}`, href: `/releases/${release}` };
  const here = { label: "Rollout" };
  const found = await look(database(), releaseRollout, { release }, { caller });
  if (!found.ok) return <Refused refusal={found.error} what="Rollouts" permission="rollout:read" />;
  const { rollout } = found.value;
  if (rollout === null)
    return (
      <Page crumbs={[releases, ofRelease, here]}>
        <NotStarted release={release} />
      </Page>
    );
  const answer = await look(database(), rolloutPage, { rollout }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Rollouts" permission="rollout:read" />;
  const past = await look(database(), rolloutHistory, { rollout }, { caller });
  if (!past.ok) return <Refused refusal={past.error} what="Rollouts" permission="rollout:read" />;
  const { model, state } = answer.value;
  const rolledBack = state === "rolled-back" || state === "rolling-back";
  const told = rolledBack ? await look(database(), releasePage, { release }, { caller }) : null;
  return (
    <Page pinnedBelow crumbs={[releases, { label: model, href: `/models/${model}` }, ofRelease, here]}>
      <RolloutLive
        initial={answer.value}
        past={past.value}
        found={told?.ok && <Found release={told.value} />}
      />
    </Page>
  );
}
