import { notFound } from "next/navigation";
import { incidentCrumbs } from "#components/incidents/page/incident-words.ts";
import { Page } from "#components/shell/page.tsx";
import { barredFrom } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { incidentPage } from "#lib/incidents/queries/incident-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { IncidentPanel } from "./incident-panel.tsx";

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
  const whyNot = {
    note: barredFrom(caller, "incident:note"),
    explain: barredFrom(caller, "incident:explain"),
    assess: barredFrom(caller, "incident:assess"),
    tick: barredFrom(caller, "step:tick"),
    learn: barredFrom(caller, "learning:add"),
    close: barredFrom(caller, "incident:close"),
  };
  return (
    <Page crumbs={incidentCrumbs(incident)}>
      <IncidentPanel incident={incident} whyNot={whyNot} />
    </Page>
  );
}
