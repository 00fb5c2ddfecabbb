import { FactorNotice } from "#components/access/factor-notice.tsx";
import { FunctionNewsSheet } from "#components/access/function-news.tsx";
import { RolloutList } from "#components/rollouts/rollout-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ItemList } from "#components/ui/item-list.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { FactorChange } from "#lib/access/views/factor-list.ts";
import type { FunctionNews } from "#lib/access/views/function-news.ts";
import type { HomePageView } from "#lib/overview/views/home-page.ts";
import { type AttentionLine, attentionLines } from "./attention-words.ts";
import { decisionLine } from "./decision-line.ts";
import { Greeting } from "./greeting.tsx";
import { homeLede } from "./home-lede.ts";
import { RecentDecisions } from "./recent-decisions.tsx";
import { rolloutRow } from "./rollout-words.ts";
import { Waiting } from "./waiting.tsx";
import { waitingLine } from "./waiting-words.ts";

type HomeViewProps = {
  page: HomePageView;
  /** The reader's full name. */
  name: string;
  /** A change of their second factor that they should know of. */
  news: FactorChange | undefined;
  /** What others did lately to their functions and to those of their peers. */
  functions?: readonly FunctionNews[];
};

/** What needs the reader, what is under way, and what was decided. */
export function HomeView({ page, name, news, functions = [] }: HomeViewProps) {
  const [givenName = name] = name.split(" ");
  return (
    <>
      <PageHead title={<Greeting givenName={givenName} />} lede={homeLede(page)} />
      {news && <FactorNotice change={news} />}
      <WithRail
        railLabel="Rollouts and what needs attention"
        railLast
        rail={
          <>
            <RolloutList rows={page.rollouts.map(rolloutRow)} />
            <FunctionNewsSheet news={functions} />
            <NeedsAttention lines={attentionLines(page.attention, page.rollouts)} />
          </>
        }
      >
        <Waiting lines={page.waiting.map(waitingLine)} />
        <RecentDecisions lines={page.decisions.map(decisionLine)} />
      </WithRail>
    </>
  );
}

function NeedsAttention({ lines }: { lines: readonly AttentionLine[] }) {
  return (
    <Sheet title="Needs attention" flush>
      {lines.length === 0 && (
        <EmptyState title="Nothing needs attention">
          No open incidents, silent metrics, empty seats or expiring approvals.
        </EmptyState>
      )}
      <ItemList items={lines} />
    </Sheet>
  );
}
