import type { z } from "zod";
import { EnvelopesView } from "#components/releases/envelopes/envelopes-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { envelopeList } from "#lib/releases/queries/envelope-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Envelopes" };

export default async function EnvelopesPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const filter = await readParams(searchParams, ["model", "group"]);
  // The query itself checks what the address says.
  const asked = filter as z.input<typeof envelopeList.input>;
  const answer = await look(database(), envelopeList, asked, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Envelopes" permission="release:read" />;
  return (
    <Page crumbs={[{ label: "Policy", href: "/policy" }, { label: "Envelopes" }]}>
      <EnvelopesView
        list={answer.value}
        filtered={Object.keys(filter).length > 0}
        whyNotPropose={barredFrom(caller, "envelope:propose") ?? undefined}
      />
    </Page>
  );
}
