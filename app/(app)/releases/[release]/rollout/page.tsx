import { notFound } from "next/navigation";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { look } from "#lib/command/query.ts";
import { releaseRollout } from "#lib/rollouts/queries/release-rollout.ts";
import { rolloutPage } from "#lib/rollouts/queries/rollout-page.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { RolloutLive } from "./rollout-live.tsx";

type Props = { params: Promise<{ release: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Rollout of release ${decodeURIComponent((await params).release)}` };
}

export default async function RolloutPage({ params }: Props) {
  const caller = await pageCaller();
  const { release: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const release = Number(text);
  const found = await look(database(), releaseRollout, { release }, { caller });
  if (!found.ok) return <Refused refusal={found.error} what="Rollouts" permission="rollout:read" />;
  const { rollout } = found.value;
  if (rollout === null) return <NotStarted release={release} />;
  const answer = await look(database(), rolloutPage, { rollout }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Rollouts" permission="rollout:read" />;
  const view = answer.value as RolloutView;
  return (
    <Page
      pinnedBelow
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: view.model, href: `/models/${view.model}` },
        { label: `Release ${release}`, href: `/releases/${release}` },
        { label: "Rollout" },
      ]}
    >
      <RolloutLive initial={view} />
    </Page>
  );
}

function NotStarted({ release }: { release: number }) {
  return (
    <Page
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: `Release ${release}`, href: `/releases/${release}` },
        { label: "Rollout" },
      ]}
    >
      <PageHead title={`Rollout of release ${release}`} />
      <Sheet title="Rollout">
        <EmptyState
          title="This release has not been started"
          action={<ButtonLink href={`/releases/${release}`}>Go to the release</ButtonLink>}
        >
          A release manager starts it from its own page once every seat has approved it.
        </EmptyState>
      </Sheet>
    </Page>
  );
}
