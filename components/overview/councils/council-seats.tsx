import { clsx } from "clsx";
import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { CouncilPageView, CouncilSeatView, SitterView } from "#lib/overview/views/council-page.ts";
import { inTimeText, medianText } from "./council-words.ts";

type Current = NonNullable<CouncilPageView["current"]>;

/** One row a seat: who sits, who stands in, what waits, and how long a signature took. */
export const CouncilSeats = ({ current: { version, publishedAt, seats } }: { current: Current }) => (
  <Sheet
    id="seats"
    title="Seats and members"
    provenance={
      <>
        composition {version}, in force since <Time at={publishedAt} />
      </>
    }
    flush
  >
    <DataTable caption="Seats and members" columns={columns} rows={seats} rowKey={(seat) => seat.function} />
  </Sheet>
);

const columns: readonly Column<CouncilSeatView>[] = [
  {
    key: "seat",
    header: "Seat",
    cell: (seat) => functionLabels[seat.function],
    second: ({ min }) => `${min} required`,
  },
  { key: "members", header: "Members", cell: ({ members }) => <Sitters people={members} />, wide: true },
  {
    key: "alternates",
    header: "Alternates",
    cell: ({ alternates }) =>
      alternates.length > 0 ? (
        <Sitters people={alternates} />
      ) : (
        <span className="text-ink-3">none: nobody stands in</span>
      ),
    wide: true,
  },
  { key: "waiting", header: "Waiting", cell: ({ waiting }) => <Load waiting={waiting} />, align: "right" },
  {
    key: "median",
    header: "Median, 12 weeks",
    cell: medianText,
    second: ({ medianHours }) => medianHours !== null && "of its hours",
    align: "right",
  },
  { key: "time", header: "In time", cell: inTimeText, align: "right" },
];

/** So many at once are what a seat can look at; from four on it is busy. */
const PLACES = [1, 2, 3, 4, 5, 6];
const BUSY = 4;

const Load = ({ waiting }: Pick<CouncilSeatView, "waiting">) => (
  <span className="inline-flex items-center gap-2">
    <span aria-hidden="true" className="flex gap-0.5 max-sm:hidden">
      {PLACES.map((place) => (
        <span
          key={place}
          className={clsx(
            "h-2.5 w-1 rounded-sm",
            place > waiting ? "bg-line" : waiting >= BUSY ? "bg-hold" : "bg-accent",
          )}
        />
      ))}
    </span>
    {waiting}
  </span>
);

const Sitters = ({ people }: { people: readonly SitterView[] }) => (
  <ul className="flex flex-col gap-1.5">
    {people.map(({ id, name, whyNot }) => (
      <li key={id} className="flex items-start gap-2">
        <Avatar name={name} />
        <span>
          <Link href={`/people/${id}`} className="relative z-10 hover:underline">
            {name}
          </Link>
          {whyNot && <span className="block text-xs text-hold">{whyNot}</span>}
        </span>
      </li>
    ))}
  </ul>
);
