import { settingsTab, settingsTabs } from "#components/access/settings-tabs.ts";
import { OverreachNotice } from "#components/shell/overreach-notice.tsx";
import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { permit } from "#lib/access/permission.ts";
import { overreaches } from "#lib/storage/overreach.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { Refused } from "../refused.tsx";
import { PeopleTab } from "./people-tab.tsx";
import { SignInTab } from "./sign-in-tab.tsx";
import { StorageTab } from "./storage-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const permitted = permit(caller, "settings:read");
  if (!permitted.ok) return <Refused refusal={permitted.error} what="This page" permission="settings:read" />;
  const { tab: asked, q, cursor } = await readParams(searchParams, ["tab", "q", "cursor"]);
  const tab = settingsTab(asked);
  return (
    <Page crumbs={[{ label: "Settings" }]}>
      <PageHead title="Settings" lede="Who may do what here, which programs may, and what they store." />
      <OverreachNotice overreaches={await overreaches()} />
      <Tabs label="Settings" tabs={settingsTabs(tab)} />
      {tab === "people" && <PeopleTab caller={caller} q={q} cursor={cursor} />}
      {tab === "tokens" && <TokensTab caller={caller} cursor={cursor} />}
      {tab === "sign-in" && <SignInTab caller={caller} />}
      {tab === "storage" && <StorageTab caller={caller} />}
    </Page>
  );
}
