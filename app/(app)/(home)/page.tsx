import { factorNews } from "#components/overview/home/factor-news.ts";
import { HomeView } from "#components/overview/home/home-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { functionNews } from "#lib/access/queries/function-news.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { workspaceNow } from "#lib/overview/queries/workspace-now.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { shellSummaryHere } from "#lib/web/shell-summary.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Home" };

export default async function HomePage() {
  const caller = await pageCaller();
  const asked = {
    workspace: ask(workspaceNow, {}),
    factors: ask(factorList, {}),
    functions: ask(functionNews, {}),
  };
  const { workspace, factors, functions } = await lookAtAll(database(), asked, { caller });
  if (!workspace.ok) return <Refused refusal={workspace.error} what="Home" permission="registry:read" />;
  const { waiting } = await shellSummaryHere();
  return (
    <Page crumbs={[{ label: "Home" }]}>
      <HomeView
        page={{ waiting, ...workspace.value }}
        name={caller.name}
        functions={functions.ok ? functions.value.news : []}
        news={factors.ok ? factorNews(factors.value.changes, Date.now()) : undefined}
      />
    </Page>
  );
}
