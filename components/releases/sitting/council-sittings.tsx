import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SittingListView } from "#lib/councils/views/sitting-list.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { sittingLooks } from "./sitting-words.ts";

type NextSittingProps = {
  council: string;
  list: SittingListView;
  /** The one that is open, else the next that is planned; null where there is none. */
  next: SittingView | null;
  /** The way to plan one. */
  plan: ReactNode;
};

const hrefOf = (council: string, sitting: string): string => `/councils/${council}/sittings/${sitting}`;

/** The next sitting of a council with its agenda. */
export const NextSitting = ({ council, list, next, plan }: NextSittingProps) => (
  <Sheet
    title="Next sitting"
    provenance={next && <a href={hrefOf(council, next.id)}>sitting {next.number}</a>}
  >
    <div className="flex flex-col gap-3 text-sm">
      {next ? (
        <>
          <div className="flex flex-wrap justify-between gap-2">
            <Stated look={sittingLooks[next.state]} />
            <Time at={next.startsAt} />
          </div>
          <NextAgenda items={next.items} />
          <ButtonLink variant="solid" href={hrefOf(council, next.id)}>
            Go to the sitting
          </ButtonLink>
        </>
      ) : (
        <p className="text-ink-2">
          None is planned.
          {list.nextAt && (
            <>
              {" "}
              By its cadence it sits next <Time at={list.nextAt} />.
            </>
          )}
        </p>
      )}
      {plan}
    </div>
  </Sheet>
);

function NextAgenda({ items }: Pick<SittingView, "items">) {
  if (items.length === 0) return <p className="text-ink-3">Nothing is on its agenda yet.</p>;
  return (
    <ol className="divide-y divide-line border-y border-line">
      {items.map((item, nth) => (
        <li key={item.item} className="flex gap-2 py-1.5">
          <span className="text-xs text-ink-3 tabular-nums">{nth + 1}</span>
          <a href={item.href} className="min-w-0 flex-1">
            {item.title}
          </a>
          <span className="text-xs whitespace-nowrap text-ink-3">{item.minutes} min</span>
        </li>
      ))}
    </ol>
  );
}

type CouncilSittingsProps = Pick<NextSittingProps, "council" | "list"> & { newerHref?: string | undefined };

/** All sittings of a council, the newest first, each with its minutes. */
export const CouncilSittings = ({
  council,
  list: { items, nextCursor },
  newerHref,
}: CouncilSittingsProps) => (
  <Sheet title="Sittings" provenance="newest first" flush>
    {items.length === 0 && (
      <EmptyState title="No sittings yet">The chair or the secretary plans one, beside this list.</EmptyState>
    )}
    <ul className="divide-y divide-line text-sm">
      {items.map(({ id, number, startsAt, state }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
          <a href={hrefOf(council, id)} className="font-medium">
            Sitting {number}
          </a>
          <Time at={startsAt} className="flex-1 text-xs text-ink-3" />
          <Stated look={sittingLooks[state]} />
          {HAS_MINUTES.has(state) && (
            <a href={`${hrefOf(council, id)}/minutes`} className="text-accent">
              Minutes<span className="sr-only"> of sitting {number}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
    <Pager
      shown={`${items.length} shown`}
      newerHref={newerHref}
      olderHref={nextCursor ? `/councils/${council}?tab=sittings&sittings=${nextCursor}` : undefined}
    />
  </Sheet>
);

const HAS_MINUTES: ReadonlySet<SittingView["state"]> = new Set(["closed", "signed", "amended"]);
