import { factorNews } from "#components/overview/home/factor-news.ts";
import { HomeView } from "#components/overview/home/home-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { look } from "#lib/command/query.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Home" };

export default async function HomePage() {
  const caller = await pageCaller();
  const answer = await look(database(), homePage, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Home" permission="registry:read" />;
  const factors = await look(database(), factorList, {}, { caller });
  return (
    <Page crumbs={[{ label: "Home" }]}>
      <HomeView
        page={answer.value}
        name={caller.name}
        news={factors.ok ? factorNews(factors.value.changes, Date.now()) : undefined}
      />
    </Page>
  );
}
