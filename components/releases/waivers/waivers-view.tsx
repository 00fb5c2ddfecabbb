import { Download, Ticket } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { WaiverItem, WaiverListView } from "#lib/releases/views/waivers.ts";
import { WaiverBar } from "./waiver-bar.tsx";
import { WaiverFilters } from "./waiver-filters.tsx";
import { WaiverLimits, WaiverRepeats } from "./waiver-panels.tsx";
import {
  axisOf,
  countText,
  detailText,
  endText,
  groupLabels,
  groupsOf,
  groupTones,
  monthsOn,
  placeOn,
  repeatText,
} from "./waiver-words.ts";

type WaiversViewProps = {
  list: WaiverListView;
  filtered: boolean;
  whyNotRequest: WhyNot | undefined;
};

/** Every waiver by what ends next, with those before it on the same line, and the limits. */
export function WaiversView({ list, filtered, whyNotRequest }: WaiversViewProps) {
  const soon = list.items.filter(({ group }) => group === "soon").length;
  const mine = list.items.filter(({ group }) => group === "mine").length;
  return (
    <>
      <PageHead
        marks={
          <>
            {mine > 0 && (
              <StatePill tone="yours" icon="pen">
                {mine} to sign
              </StatePill>
            )}
            {soon > 0 && (
              <StatePill tone="hold" icon="hourglass">
                {soon} {soon === 1 ? "ends" : "end"} within 14 days
              </StatePill>
            )}
            <span>{countText(list)}</span>
          </>
        }
        title="Waivers"
        lede="A waiver lets a release pass a gate that fails, for a limited time. When it ends, the gate fails again and rollouts over it hold."
        actions={
          <>
            <ButtonLink href="/api/v1/waivers.csv" icon={Download} download>
              Export
            </ButtonLink>
            <ButtonLink href="/waivers/request" icon={Ticket} whyNot={whyNotRequest}>
              Request a waiver
            </ButtonLink>
          </>
        }
      />
      <WaiverFilters models={list.models} />
      <Sheet title="By what ends next" provenance={`${list.items.length} of ${list.all}`} flush>
        {list.items.length === 0 ? <Nothing filtered={filtered} /> : <Lines list={list} />}
      </Sheet>
      <div className="grid grid-cols-1 gap-5 md:grid-cols-2">
        <WaiverRepeats list={list} />
        <WaiverLimits list={list} />
      </div>
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState icon={Ticket} title="No waiver matches">
      Choose another model or function.
    </EmptyState>
  ) : (
    <EmptyState icon={Ticket} title="No gate is waived">
      A gate that blocks and names who may waive it offers “Request a waiver” on the page of the release.
    </EmptyState>
  );

const ROW =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)_11rem]";

function Lines({ list }: { list: WaiverListView }) {
  const axis = axisOf(list);
  return (
    <div className="-mx-4 text-sm">
      <div
        aria-hidden="true"
        className={`${ROW} border-line border-b px-4 py-2 text-xs text-ink-3 max-md:hidden`}
      >
        <span />
        <span className="relative h-4">
          <span
            className="-translate-x-1/2 absolute bg-surface px-1 font-medium text-accent"
            style={{ left: `${placeOn(axis, list.now)}%` }}
          >
            now
          </span>
          {monthsOn(axis).map((at) => (
            <span
              key={at}
              className="absolute border-line border-l pl-1"
              style={{ left: `${placeOn(axis, at)}%` }}
            >
              {new Date(at).toLocaleDateString("en", { month: "short", timeZone: "UTC" })}
            </span>
          ))}
        </span>
        <span>Ends</span>
      </div>
      {groupsOf(list).map(({ group, items }) => (
        <section key={group} aria-label={groupLabels[group]}>
          <h3
            className={`border-line border-b bg-sunken px-4 py-2 text-xs font-semibold ${groupTones[group]}`}
          >
            {groupLabels[group]} <span className="font-normal text-ink-3">{items.length}</span>
          </h3>
          <ul>
            {items.map((item) => (
              <Line key={item.number} item={item} axis={axis} now={list.now} />
            ))}
          </ul>
        </section>
      ))}
      <p className="border-line border-t px-4 py-2 text-xs text-ink-3">
        Grey bars before: earlier waivers of the same gate and model. Marks: extensions. Dashed: not signed
        yet.
      </p>
    </div>
  );
}

function Line({ item, axis, now }: { item: WaiverItem; axis: { from: number; to: number }; now: string }) {
  const repeat = repeatText(item.nth);
  return (
    <li className={`${ROW} border-line border-b px-4 py-2.5 last:border-b-0`}>
      <div className="min-w-0">
        <Link href={`/waivers/${item.number}`} className="font-medium hover:underline">
          Waiver {item.number}, {item.gate.title}
        </Link>{" "}
        {repeat && (
          <StatePill tone="hold" icon="back">
            {repeat}
          </StatePill>
        )}
        <p className="text-xs text-ink-3 wrap-anywhere">{detailText(item)}</p>
        {item.measures && (
          <p className="line-clamp-2 text-xs text-ink-3 wrap-anywhere">Meanwhile: {item.measures}</p>
        )}
      </div>
      <div className="max-md:order-3 max-md:col-span-2">
        <WaiverBar item={item} axis={axis} now={now} />
      </div>
      <div className="flex items-center justify-between gap-2 max-md:text-right">
        <div>
          <p className={`font-medium ${groupTones[item.group]}`}>
            <Time at={item.endsAt} as="date" />
          </p>
          <p className="text-xs text-ink-3 max-md:hidden">{endText(item)}</p>
        </div>
        {item.group === "mine" && (
          <ButtonLink href={`/waivers/${item.number}`} variant="solid">
            Review
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
