import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { type ShortSeat, shortSeats } from "#lib/policy/staffing.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";

type StaffProps = { reviewers: Reviewers };

/** The seats that the people of today cannot fill, each with who holds its function. */
export function SeatWarnings({ seats, reviewers }: StaffProps & { seats: readonly SeatRule[] }) {
  const short = shortSeats(seats, reviewers);
  if (short.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-xs text-hold">
      {shortTexts(short, reviewers).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** "Nobody holds the functions Security and Product, so nobody can sign for them.", then the seats that need more people. */
function shortTexts(short: readonly ShortSeat[], reviewers: Reviewers): string[] {
  const isHeld = (seat: ShortSeat): boolean => holdersOf(seat.function, reviewers).length > 0;
  const unheld = short.filter((seat) => !isHeld(seat)).map((seat) => functionLabels[seat.function]);
  return [
    ...(unheld.length === 0 ? [] : [unheldText(unheld)]),
    ...short.filter(isHeld).map((seat) => moreText(seat, reviewers)),
  ];
}

const unheldText = (labels: readonly string[]): string =>
  labels.length === 1
    ? `Nobody holds the function ${labels[0]}, so nobody can sign for it.`
    : `Nobody holds the functions ${listed(labels)}, so nobody can sign for them.`;

function moreText({ function: name, missing }: ShortSeat, reviewers: Reviewers): string {
  const holders = holdersOf(name, reviewers);
  const label = functionLabels[name];
  const more = countOf(missing, "more person", "more people");
  return `${label}: needs ${more}. ${listed(holders)} ${holders.length === 1 ? "holds" : "hold"} it; one person fills one seat.`;
}

/** Every function with the reviewers who hold it. */
export function Staff({ reviewers }: StaffProps) {
  return (
    <Sheet title="Who can sign now" provenance="reviewers by function">
      <ul className="flex flex-col gap-1.5 text-sm">
        {FUNCTIONS.map((name) => {
          const holders = holdersOf(name, reviewers);
          return (
            <li key={name} className="flex items-start gap-2">
              <StateMark tone={holders.length === 0 ? "hold" : "plain"} icon="pen" />
              <span>
                {functionLabels[name]}
                <span className="block text-xs text-ink-3">{listed(holders) || "nobody"}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}

const holdersOf = (name: BusinessFunction, reviewers: Reviewers): string[] =>
  reviewers.filter(({ functions }) => functions.includes(name)).map((each) => each.name);
