import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { waiverForm } from "#lib/releases/queries/waiver-form.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { WaiverRequest } from "./waiver-request.tsx";

export const metadata = { title: "Request a waiver" };

export default async function RequestPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { model, gate, release } = await readParams(searchParams, ["model", "gate", "release"]);
  const of = release ? { release: Number(release) } : {};
  const answer = await look(database(), waiverForm, of, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Waivers" permission="release:read" />;
  return (
    <Page crumbs={[{ label: "Waivers", href: "/waivers" }, { label: "Request" }]}>
      <PageHead
        title="Request a waiver"
        lede="It covers nothing until it is signed, and ends by itself. Then the gate fails again."
      />
      <WaiverRequest view={answer.value} chosen={{ model, gate }} />
    </Page>
  );
}
