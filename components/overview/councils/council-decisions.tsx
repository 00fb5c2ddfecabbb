import { clsx } from "clsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CouncilDecisions as View } from "#lib/overview/views/council-page.ts";

const KINDS = [
  { of: "approved", word: "approved", ground: "bg-pass" },
  { of: "changesRequested", word: "changes requested", ground: "bg-hold" },
  { of: "rejected", word: "rejected", ground: "bg-fail" },
] as const;

type Week = View["weeks"][number];
const allOf = (week: Week): number => KINDS.reduce((sum, { of }) => sum + week[of], 0);

/** What the council decided, a bar a week, and what became of it. */
export function CouncilDecisions({ decisions }: { decisions: View }) {
  const { weeks, expired, rolledBack } = decisions;
  const most = Math.max(1, ...weeks.map(allOf));
  const sumOf = (of: (typeof KINDS)[number]["of"]) => weeks.reduce((sum, week) => sum + week[of], 0);
  const numbers = [
    ...KINDS.map(({ of, word, ground }) => ({ word, ground, count: sumOf(of) })),
    { word: "expired", ground: null, count: expired },
    { word: "rolled back later", ground: null, count: rolledBack },
  ];
  const none = numbers.every(({ count }) => count === 0);
  return (
    <Sheet title="Decisions" provenance="last 12 weeks">
      {none ? (
        <p className="text-sm text-ink-2">Nothing was decided in the last 12 weeks.</p>
      ) : (
        <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
          <Bars weeks={weeks} most={most} />
          <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
            {numbers.map(({ word, ground, count }) => (
              <div key={word}>
                <dd className="text-lg font-semibold tabular-nums">{count}</dd>
                <dt className="flex items-center gap-1.5 text-xs text-ink-2">
                  {ground && <span aria-hidden="true" className={clsx("size-2 rounded-full", ground)} />}
                  {word}
                </dt>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Sheet>
  );
}

const Bars = ({ weeks, most }: { weeks: readonly Week[]; most: number }) => (
  <ol
    aria-label="Decisions by week"
    className="flex h-28 min-w-56 flex-1 items-end gap-1.5 border-b border-line"
  >
    {weeks.map((week) => (
      <li key={week.from} className="flex h-full flex-1 flex-col justify-end gap-px" title={weekText(week)}>
        <span className="sr-only">
          Week from <Time at={week.from} as="date" />: {weekText(week)}
        </span>
        {KINDS.toReversed().map(({ of, ground }) => (
          <span
            key={of}
            aria-hidden="true"
            className={clsx("w-full rounded-sm", ground)}
            style={{ height: `${(week[of] / most) * 100}%` }}
          />
        ))}
      </li>
    ))}
  </ol>
);

/** "2 approved, 1 rejected" */
export const weekText = (week: Week): string =>
  KINDS.flatMap(({ of, word }) => (week[of] > 0 ? [`${week[of]} ${word}`] : [])).join(", ") || "nothing";
