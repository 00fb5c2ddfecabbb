import { personTitle } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { pageCaller } from "#lib/web/caller.ts";
import { readParams, type SearchParams } from "../search-params.ts";
import { OwnSessionsSection } from "./own-sessions-section.tsx";

export const metadata = { title: "Your account" };

/** How the reader gets in, and where they are in now. Each section below asks for what it shows itself. */
export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor } = await readParams(searchParams, ["cursor"]);
  return (
    <Page crumbs={[{ label: "Your account" }]}>
      <PageHead title="Your account" lede={`${caller.name}, ${personTitle(caller)}.`} />
      <OwnSessionsSection caller={caller} cursor={cursor} />
    </Page>
  );
}
