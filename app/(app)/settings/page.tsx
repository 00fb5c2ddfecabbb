import { redirect } from "next/navigation";
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
import { MailTab } from "./mail-tab.tsx";
import { SignInTab } from "./sign-in-tab.tsx";
import { StorageTab } from "./storage-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";
import { WebhooksTab } from "./webhooks-tab.tsx";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const permitted = permit(caller, "settings:read");
  if (!permitted.ok) return <Refused refusal={permitted.error} what="This page" permission="settings:read" />;
  const { tab: asked, cursor } = await readParams(searchParams, ["tab", "cursor"]);
  if (asked === "people") redirect("/people");
  const tab = settingsTab(asked);
  return (
    <Page crumbs={[{ label: "Settings" }]}>
      <PageHead
        title="Settings"
        lede="Which programs may do what here, how people sign in, and what is stored."
      />
      <OverreachNotice overreaches={await overreaches()} />
      <Tabs label="Settings" tabs={settingsTabs(tab)} />
      {tab === "tokens" && <TokensTab caller={caller} cursor={cursor} />}
      {tab === "sign-in" && <SignInTab caller={caller} />}
      {tab === "mail" && <MailTab caller={caller} cursor={cursor} />}
      {tab === "webhooks" && <WebhooksTab caller={caller} cursor={cursor} />}
      {tab === "storage" && <StorageTab caller={caller} />}
    </Page>
  );
}
