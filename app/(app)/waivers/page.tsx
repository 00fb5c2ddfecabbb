import type { z } from "zod";
import { WaiversView } from "#components/releases/waivers/waivers-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { waiverList } from "#lib/releases/queries/waiver-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Waivers" };

export default async function WaiversPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const filter = await readParams(searchParams, ["model", "function"]);
  // The query itself checks what the address says.
  const answer = await look(database(), waiverList, filter as z.input<typeof waiverList.input>, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Waivers" permission="release:read" />;
  return (
    <Page crumbs={[{ label: "Policy", href: "/policy" }, { label: "Waivers" }]}>
      <WaiversView
        list={answer.value}
        filtered={Object.keys(filter).length > 0}
        whyNotRequest={barredFrom(caller, "waiver:request") ?? undefined}
      />
    </Page>
  );
}
