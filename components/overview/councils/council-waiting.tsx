import { CircleCheck } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Deadline } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { CouncilPageView } from "#lib/overview/views/council-page.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";

/** The releases that wait for one of its seats, by deadline. */
export const CouncilWaiting = ({ waiting }: Pick<CouncilPageView, "waiting">) => (
  <Sheet title="Waiting" provenance={`${countOf(waiting.length, "release")}, by deadline`} flush>
    {waiting.length === 0 ? (
      <EmptyState icon={CircleCheck} title="Nothing waits for this council">
        A release appears here once it is submitted under a policy that routes its tier to this council.
      </EmptyState>
    ) : (
      <ItemList
        items={waiting.map(({ release, seats, dueAt }) => ({
          key: String(release.number),
          title: releaseTitle(release),
          detail: `Waits for ${listed(seats.map((seat) => functionLabels[seat]))}`,
          tone: "hold",
          icon: "hourglass",
          href: `/releases/${release.number}`,
          trailing: dueAt && <Deadline at={dueAt} />,
        }))}
      />
    )}
  </Sheet>
);
