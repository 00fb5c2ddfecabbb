import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SittingListView } from "#lib/councils/views/sitting-list.ts";
import type { SittingView } from "#lib/releases/views/sitting.ts";
import { sittingLooks } from "./sitting-words.ts";

type CouncilSittingsProps = {
  council: string;
  list: SittingListView;
  /** The one that is open, else the next that is planned; null where there is none. */
  next: SittingView | null;
  /** The way to plan one. */
  plan: ReactNode;
};

/** The next sitting of a council with its agenda, and those before. */
export function CouncilSittings({ council, list, next, plan }: CouncilSittingsProps) {
  const at = (sitting: string) => `/councils/${council}/sittings/${sitting}`;
  return (
    <>
      <Sheet title="Next sitting" provenance={next && <a href={at(next.id)}>sitting {next.number}</a>}>
        <div className="flex flex-col gap-3 text-sm">
          {next ? (
            <>
              <div className="flex flex-wrap justify-between gap-2">
                <Stated look={sittingLooks[next.state]} />
                <Time at={next.startsAt} />
              </div>
              <NextAgenda items={next.items} />
              <ButtonLink variant="solid" href={at(next.id)}>
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
      {list.items.length > 0 && <Sittings council={council} list={list} />}
    </>
  );
}

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

const Sittings = ({
  council,
  list: { items, nextCursor },
}: Pick<CouncilSittingsProps, "council" | "list">) => (
  <Sheet title="Sittings" provenance="newest first" flush>
    <ul className="divide-y divide-line text-sm">
      {items.map(({ id, number, startsAt, state }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
          <a href={`/councils/${council}/sittings/${id}`}>Sitting {number}</a>
          <Stated look={sittingLooks[state]} />
          <Time at={startsAt} className="text-xs text-ink-3" />
        </li>
      ))}
    </ul>
    {nextCursor && (
      <p className="py-2 text-sm">
        <a href={`/councils/${council}?sittings=${nextCursor}`}>Earlier sittings</a>
      </p>
    )}
  </Sheet>
);
