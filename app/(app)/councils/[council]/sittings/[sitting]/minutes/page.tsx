import { MinutesDocument } from "#components/releases/sitting/minutes-document.tsx";
import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../../refused.tsx";

export const metadata = { title: "Minutes" };

type Props = { params: Promise<{ council: string; sitting: string }> };

export default async function MinutesPage({ params }: Props) {
  const caller = await pageCaller();
  const { sitting: sittingId, council } = await params;
  const answer = await look(database(), sittingPage, { sittingId }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Sittings" permission="sitting:read" />;
  const { number, council: of } = answer.value;
  const crumbs = [
    { label: "Councils", href: "/councils" },
    { label: of.name, href: `/councils/${council}` },
    { label: `Sitting ${number}`, href: `/councils/${council}/sittings/${sittingId}` },
    { label: "Minutes" },
  ];
  return (
    <Page crumbs={crumbs}>
      <MinutesDocument sitting={answer.value} />
    </Page>
  );
}
