import { personTitle } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { pageCaller } from "#lib/web/caller.ts";

export const metadata = { title: "Your account" };

/** How the reader gets in, and where they are in now. Each section below asks for what it shows itself. */
export default async function AccountPage() {
  const caller = await pageCaller();
  return (
    <Page crumbs={[{ label: "Your account" }]}>
      <PageHead title="Your account" lede={`${caller.name}, ${personTitle(caller)}.`} />
    </Page>
  );
}
