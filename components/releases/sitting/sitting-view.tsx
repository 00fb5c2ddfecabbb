import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import { minutesDocument } from "#lib/releases/minutes-document.ts";
import type { SittingItemView, SittingView as View } from "#lib/releases/views/sitting.ts";
import { Agenda } from "./agenda.tsx";
import { ChecksStrip } from "./checks-strip.tsx";
import { ItemTimer } from "./item-timer.tsx";
import { ItemVotes } from "./item-votes.tsx";
import { MinutesColumn } from "./minutes-column.tsx";
import { MinutesSigners } from "./minutes-signers.tsx";
import { SegmentBar } from "./segment-bar.tsx";
import { SignTable } from "./sign-table.tsx";
import { betweenItems, resultLooks, sittingLooks, whoIsHere } from "./sitting-words.ts";

type SittingViewProps = {
  sitting: View;
  /** What whoever runs it does next. */
  run: ReactNode;
  /** Where the secretary writes. */
  write: ReactNode;
  /** What the reader signs. */
  sign: ReactNode;
  /** The item that they sign now, and where they do: on this page, without leaving it. */
  toSign?: SittingItemView | undefined;
  here?: ReactNode;
  /** Where whoever runs it takes down who comes and leaves. */
  attend?: ReactNode;
  /** Where whoever runs it moves an item that is still to come, or takes it off. */
  order?: ((item: SittingItemView) => ReactNode) | undefined;
  /** Where whoever runs it adds what waits. */
  add?: ReactNode;
};

/** A sitting: its agenda, the item under discussion, and its minutes. */
export function SittingView(props: SittingViewProps) {
  const { sitting, run, write, sign, toSign, here, attend, order, add } = props;
  const { state, items } = sitting;
  const current = items.find((one) => one.state === "current");
  const over = state !== "planned" && state !== "open";
  const signing = (
    <>
      {sign}
      <div id="minutes" className="flex scroll-mt-16 flex-col gap-5 empty:hidden">
        <MinutesSigners signings={minutesDocument(sitting).signings} />
      </div>
    </>
  );
  return (
    <>
      <SittingHead sitting={sitting} />
      <SegmentBar sitting={sitting} />
      <Missing sitting={sitting} />
      {attend}
      <div className="grid items-start gap-5 lg:grid-cols-[16rem_minmax(0,1fr)_20rem]">
        <Agenda sitting={sitting} order={order} add={add} />
        <div className="flex min-w-0 flex-col gap-5">
          {current ? (
            <CurrentItem item={current} now={sitting.now} here={toSign?.item === current.item}>
              {run}
            </CurrentItem>
          ) : (
            <NoItem sitting={sitting}>{run}</NoItem>
          )}
          {toSign && here && (
            <section
              id="sign"
              aria-label={`Sign ${toSign.title}`}
              className="flex scroll-mt-16 flex-col gap-2"
            >
              <h2 className="text-sm font-medium">{toSign.title}</h2>
              {here}
            </section>
          )}
          {over && signing}
        </div>
        <MinutesColumn entries={sitting.entries}>{write}</MinutesColumn>
      </div>
      {!over && signing}
      <SignTable sitting={sitting} />
    </>
  );
}

function SittingHead({ sitting }: { sitting: View }) {
  const { number, council, state, startsAt, opened } = sitting;
  return (
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
        <>
          <Here sitting={sitting} />
          <ButtonLink href={`/councils/${council.id}/sittings/${sitting.id}/minutes`}>Minutes</ButtonLink>
        </>
      }
    />
  );
}

/** Who is here, with whoever voted in writing instead. */
function Here({ sitting }: { sitting: View }) {
  const { here, written } = whoIsHere(sitting);
  if (here.length === 0) return null;
  return (
    <div className="flex items-center gap-2 text-xs text-ink-2">
      <ul aria-label="Here" className="flex gap-1">
        {here.map((one) => (
          <li key={`${one.id} ${one.seat}`}>
            <span className="sr-only">{one.stands ? `${one.name} (alternate)` : one.name}</span>
            <Avatar name={one.name} />
          </li>
        ))}
      </ul>
      <span>
        {here.length} here{written.length > 0 && `, ${listed(written)} in writing`}
      </span>
    </div>
  );
}

function Missing({ sitting: { state, people, absent } }: { sitting: View }) {
  if (state !== "open" || absent.length === 0) return null;
  const nobody = people.every(({ presence }) => presence !== "present");
  return (
    <p className="text-sm text-hold">
      {nobody && "Nobody is taken down as here. "}
      Too few came for {listed(absent.map((seat) => functionLabels[seat]))}: what nobody of a seat hears is
      put off.
    </p>
  );
}

const NoItem = ({ sitting, children }: { sitting: View; children: ReactNode }) => {
  const { title, says } = betweenItems(sitting);
  return (
    <Sheet title={title}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-ink-2">{says}</p>
        {children}
      </div>
    </Sheet>
  );
};

type CurrentItemProps = { item: SittingItemView; now: string; here: boolean; children: ReactNode };

function CurrentItem({ item, now, here, children }: CurrentItemProps) {
  return (
    <Sheet
      title={item.title}
      provenance={
        <>
          round {item.round} ·{" "}
          <a href={item.href} className="text-accent">
            Open its page
          </a>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ChecksStrip checks={item.checks} />
        <div className="flex items-start justify-between gap-3">
          <p className="text-sm text-hold">
            {item.unheard.length > 0 &&
              `Neither here nor heard in writing: ${listed(item.unheard.map((seat) => functionLabels[seat]))}.`}
          </p>
          {item.startedAt && <ItemTimer startedAt={item.startedAt} minutes={item.minutes} now={now} />}
        </div>
        <ItemVotes item={item} here={here} />
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
