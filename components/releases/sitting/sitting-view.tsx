import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { SittingItemView, SittingView as View } from "#lib/releases/views/sitting.ts";
import { Agenda } from "./agenda.tsx";
import { ItemTimer } from "./item-timer.tsx";
import { ItemVotes } from "./item-votes.tsx";
import { MinutesColumn } from "./minutes-column.tsx";
import { MinutesSigners } from "./minutes-signers.tsx";
import { SignTable } from "./sign-table.tsx";
import { resultLooks, sittingLooks } from "./sitting-words.ts";

type SittingViewProps = {
  sitting: View;
  /** What whoever runs it does next. */
  run: ReactNode;
  /** Where the secretary writes. */
  write: ReactNode;
  /** What the reader signs. */
  sign: ReactNode;
  /** Where whoever runs it takes down who comes and leaves. */
  attend?: ReactNode;
  /** Where whoever runs it moves an item that is still to come. */
  order?: ((item: SittingItemView) => ReactNode) | undefined;
};

/** A sitting: its agenda, the item under discussion, and its minutes. */
export function SittingView({ sitting, run, write, sign, attend, order }: SittingViewProps) {
  const { number, council, state, startsAt, opened, items } = sitting;
  const current = items.find((one) => one.state === "current");
  return (
    <>
      <PageHead
        marks={
          <>
            <Stated look={sittingLooks[state]} />
            <span>
              {council.name}
              {opened ? (
                <>
                  , opened <Time at={opened.at} /> by {opened.by}
                </>
              ) : (
                `, by the clocks of ${council.zone}`
              )}
            </span>
          </>
        }
        title={`Sitting ${number}`}
        lede={<Time at={startsAt} />}
        actions={
          <ButtonLink href={`/councils/${council.id}/sittings/${sitting.id}/minutes`}>Minutes</ButtonLink>
        }
      />
      <Here sitting={sitting} />
      {attend}
      <div className="grid gap-5 lg:grid-cols-[16rem_minmax(0,1fr)_20rem]">
        <Agenda sitting={sitting} order={order} />
        <div className="flex min-w-0 flex-col gap-5">
          {current ? (
            <CurrentItem item={current} now={sitting.now}>
              {run}
            </CurrentItem>
          ) : (
            <NoItem>{run}</NoItem>
          )}
        </div>
        <MinutesColumn entries={sitting.entries}>{write}</MinutesColumn>
      </div>
      {sign}
      <MinutesSigners minutes={sitting.minutes} />
      <SignTable sitting={sitting} />
    </>
  );
}

function Here({ sitting: { people, absent } }: { sitting: View }) {
  const here = people.filter(({ presence }) => presence === "present");
  return (
    <p className="text-sm text-ink-2">
      {here.length === 0
        ? "Nobody is taken down as here."
        : `${here.length} here: ${here.map(nameOf).join(", ")}.`}{" "}
      {absent.length > 0 && `Too few came for ${absent.map((seat) => functionLabels[seat]).join(", ")}.`}
    </p>
  );
}

const nameOf = ({ name, stands }: View["people"][number]): string => (stands ? `${name} (alternate)` : name);

const NoItem = ({ children }: { children: ReactNode }) => (
  <Sheet title="No item is being discussed">
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-2">Items are called one after another.</p>
      {children}
    </div>
  </Sheet>
);

function CurrentItem({ item, now, children }: { item: SittingItemView; now: string; children: ReactNode }) {
  return (
    <Sheet title={item.title} provenance={<a href={item.href}>Open its page, round {item.round}</a>}>
      <div className="flex flex-col gap-4">
        <div className="flex items-start justify-between gap-3">
          <p className="text-sm text-ink-2">
            {item.unheard.length > 0 &&
              `Neither here nor heard in writing: ${item.unheard.map((seat) => functionLabels[seat]).join(", ")}.`}
          </p>
          {item.startedAt && <ItemTimer startedAt={item.startedAt} minutes={item.minutes} now={now} />}
        </div>
        <ItemVotes votes={item.votes} href={item.href} />
        <div className="flex flex-col gap-1 border-t border-line pt-3">
          <Stated look={resultLooks[item.result]} className="self-start" />
          <p className="text-sm">{item.sentence}</p>
          <p className="text-xs text-ink-2">
            The outcome follows from the signatures; it is recorded, never chosen.
          </p>
        </div>
        {children}
      </div>
    </Sheet>
  );
}
