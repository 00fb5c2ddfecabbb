import { notFound } from "next/navigation";
import { IncidentView } from "#components/incidents/incident-view.tsx";
import { incidentCrumbs } from "#components/incidents/incident-words.ts";
import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { incidentPage } from "#lib/incidents/queries/incident-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";

type Props = { params: Promise<{ incident: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Incident ${decodeURIComponent((await params).incident)}` };
}

export default async function IncidentPage({ params }: Props) {
  const caller = await pageCaller();
  const { incident: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const answer = await look(database(), incidentPage, { incident: Number(text) }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Incidents" permission="rollout:read" />;
  const incident = answer.value;
  return (
    <Page crumbs={incidentCrumbs(incident)}>
      <IncidentView incident={incident} />
    </Page>
  );
}
