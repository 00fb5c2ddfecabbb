import { notFound } from "next/navigation";
import { rollbackDetail } from "#components/rollouts/rollout-banner.tsx";
import { rolloutFeed } from "#components/rollouts/rollout-feed.ts";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { look } from "#lib/command/query.ts";
import { incidentPage } from "#lib/incidents/queries/incident-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";

type Props = { params: Promise<{ incident: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Incident ${decodeURIComponent((await params).incident)}` };
}

/** What happened, what whoever is on call does next, and in which order it came to that. */
export default async function IncidentPage({ params }: Props) {
  const caller = await pageCaller();
  const { incident: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const answer = await look(database(), incidentPage, { incident: Number(text) }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Incidents" permission="rollout:read" />;
  const incident = answer.value;
  const nameOfStage = (id: string) => incident.stages.find((stage) => stage.id === id)?.name ?? id;
  const rollout = `/releases/${incident.release}/rollout`;
  return (
    <Page
      crumbs={[
        { label: "Rollouts", href: "/rollouts" },
        { label: `Rollout ${incident.rollout}`, href: rollout },
        { label: `Incident ${incident.number}` },
      ]}
    >
      <PageHead
        marks={
          <>
            {incident.closedAt ? (
              <StatePill tone="plain">Closed</StatePill>
            ) : (
              <StatePill tone="fail" icon="alert">
                Open
              </StatePill>
            )}
            <span>
              opened <Time at={incident.openedAt} as="relative" />
            </span>
          </>
        }
        title={`Incident ${incident.number}: ${incident.title}`}
        lede={incident.summary}
        actions={
          <ButtonLink href={rollout} variant="solid">
            See the rollout
          </ButtonLink>
        }
      />
      <WithRail
        railLabel="What it is about"
        rail={
          <Sheet title="What it is about">
            <DefinitionList items={aboutItems(incident)} />
          </Sheet>
        }
      >
        <Sheet title="What to do now" provenance="playbook">
          <ol className="flex list-decimal flex-col gap-2 pl-5 text-sm marker:text-ink-3">
            {incident.playbook.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {incident.verdict && (
            <ButtonLink href={`${rollout}/verdicts/${incident.verdict}`} className="mt-4">
              Recompute the verdict
            </ButtonLink>
          )}
        </Sheet>
        <Sheet title="Timeline" provenance={timesText(incident)}>
          <EventFeed events={rolloutFeed(incident.events, nameOfStage)} clock />
        </Sheet>
      </WithRail>
    </Page>
  );
}

type Incident = Extract<Awaited<ReturnType<(typeof incidentPage)["load"]>>, { ok: true }>["value"];

function aboutItems(incident: Incident) {
  return [
    { term: "State", value: <Stated look={rolloutLooks[incident.state]} /> },
    { term: "Candidate", value: `${incident.model} v${incident.candidate}` },
    {
      term: "Now live",
      value: incident.base === null ? "nothing" : `v${incident.base} on ${incident.pointer}`,
    },
    { term: "Release", value: `${incident.release}, by ${incident.author}` },
    { term: "Opened", value: <Time at={incident.openedAt} as="second" /> },
  ];
}

function timesText({ times, base }: Incident): string | undefined {
  const { breachAt, detectedAt, decidedAt, actuatedAt } = times;
  if (!breachAt || !detectedAt || !decidedAt || !actuatedAt) return undefined;
  return rollbackDetail({ breachAt, detectedAt, decidedAt, actuatedAt }, `v${base}`);
}
