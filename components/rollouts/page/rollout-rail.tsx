import type { ReactNode } from "react";
import { Digest } from "#components/ui/digest.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { isWatched } from "#lib/rollouts/rollout.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { rolloutFeed } from "../rollout-feed.ts";
import { Exposed } from "./exposed.tsx";
import { becauseText } from "./reason-words.ts";
import { isOver } from "./stage-words.ts";
import { WhileLive } from "./while-live.tsx";

type RolloutRailProps = {
  view: RolloutPageView;
  /** What was found after it was rolled back. */
  found: ReactNode;
};

/** What happened, newest first, and the plan it follows; after a rollback first what was found and whom it reached. */
export function RolloutRail({ view, found }: RolloutRailProps) {
  const newest = view.events.find(({ index }) => index !== null)?.index ?? null;
  const events = view.events.map((event) => ({
    ...event,
    because: event.because && becauseText(view, event.because),
  }));
  return (
    <>
      {found}
      {isOver(view) && view.base !== null && <WhileLive view={view} />}
      {isWatched(view.state) && view.base !== null && <Exposed view={view} />}
      <Sheet title="What happened" provenance={newest === null ? undefined : `leaf ${formatNumber(newest)}`}>
        <EventFeed events={rolloutFeed(events, view.plan.stages)} clock />
      </Sheet>
      <Sheet title="Plan" provenance={`rollout ${view.number}`}>
        <div className="flex flex-col gap-2 text-sm text-ink-2">
          <p>This is the signed plan; every assignment carries its hash.</p>
          <p>
            <Digest value={view.planDigest} href={`/releases/${view.release}?tab=plan`} label="plan" />
          </p>
        </div>
      </Sheet>
    </>
  );
}
