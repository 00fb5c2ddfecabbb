import { Hourglass, Shield } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type StateIcon, StateMark } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";

/** A required seat as the rail shows it. */
export type Seat = {
  id: string;
  /** "Data science" */
  name: string;
  state: "met" | "yours" | "waiting" | "stale" | "objected" | "unfillable" | "sealed";
  person?: string | undefined;
  /** What was signed, or who is awaited. */
  note: string;
  /** What the signer wrote with it. */
  comment?: string | undefined;
  at?: string | undefined;
  dueAt?: string | undefined;
  /** What was done about it since nobody signed it in time, and when. */
  late?: readonly { readonly text: string; readonly at: string }[] | undefined;
  /** Who could fill it but does not approve before a moment. */
  waiting?: readonly { readonly name: string; readonly until: string }[] | undefined;
};

export type Barred = { person: string; because: string };

type SeatsProps = {
  seats: readonly Seat[];
  /** The page of the council that sits in them, where they are of one. */
  councilHref?: string | undefined;
};

/** Which seats are required, who filled them, and what the others wait for. */
export function Seats({ seats, councilHref }: SeatsProps) {
  const met = seats.filter((seat) => seat.state === "met").length;
  return (
    <Sheet
      id="seats"
      title="Seats"
      provenance={<Standing met={met} of={seats.length} href={councilHref} />}
      flush
    >
      <ul className="divide-y divide-line">
        {seats.map((seat) => (
          <li key={seat.id} className="flex items-start gap-2.5 py-2.5">
            <span className="mt-0.5">
              <StateMark tone={looks[seat.state].tone} icon={looks[seat.state].icon} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block text-sm font-medium">
                {seat.name}
                <span className="sr-only">, {looks[seat.state].word}</span>
              </span>
              <span className="block text-xs text-ink-3">
                {seat.person && <span className="text-ink-2">{seat.person}. </span>}
                <SeatNote seat={seat} />
              </span>
              <LateSteps late={seat.late} />
              {seat.waiting?.map(({ name, until }) => (
                <span key={`${name}${until}`} className="mt-1 flex gap-1.5 text-xs text-hold">
                  <Hourglass aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
                  <span>
                    {name} cannot approve before <Time at={until} />, after a reset or a new factor.
                  </span>
                </span>
              ))}
              {seat.comment && (
                <span className="mt-1 block border-l-2 border-line pl-2 text-xs whitespace-pre-line text-ink-2">
                  {seat.comment}
                </span>
              )}
            </span>
            {seat.person && <Avatar name={seat.person} />}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

const Standing = ({ met, of, href }: { met: number; of: number; href: string | undefined }) => (
  <>
    {`${met} of ${of} met`}
    {href && (
      <Link href={href} className="font-medium text-accent hover:underline">
        The council
      </Link>
    )}
  </>
);

/** What was done about a seat that nobody signed in time. */
const LateSteps = ({ late = [] }: Pick<Seat, "late">) =>
  late.map(({ text, at }) => (
    <span key={text} className="mt-1 flex gap-1.5 text-xs text-hold">
      <Hourglass aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
      <span>
        {text}, <Time at={at} />
      </span>
    </span>
  ));

function SeatNote({ seat }: { seat: Seat }): ReactNode {
  return (
    <>
      {seat.note}
      {seat.at && (
        <>
          , <Time at={seat.at} />
        </>
      )}
      {seat.dueAt && (
        <>
          , <Deadline at={seat.dueAt} />
        </>
      )}
    </>
  );
}

type NotAbleToSignProps = {
  barred: readonly Barred[];
  /** What else they should know of why. */
  notes?: readonly string[];
};

/** The people who had a part in the work, named before anyone wonders why they cannot sign. */
export function NotAbleToSign({ barred, notes = [] }: NotAbleToSignProps) {
  if (barred.length === 0) return null;
  return (
    <Sheet
      id="cannot-sign"
      title="Cannot sign"
      provenance={<Shield aria-hidden="true" className="size-3.5" />}
    >
      <ul className="flex flex-col gap-1 text-xs text-ink-2">
        {barred.map((each) => (
          <li key={`${each.person}${each.because}`}>
            <span className="text-ink">{each.person}</span>: {each.because}
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-2 border-line border-t pt-2 text-xs text-hold">
          {note}
        </p>
      ))}
    </Sheet>
  );
}

const looks: Record<Seat["state"], { tone: Tone; word: string; icon?: StateIcon }> = {
  met: { tone: "pass", word: "met" },
  yours: { tone: "yours", word: "waits for you" },
  waiting: { tone: "plain", word: "not signed yet" },
  stale: { tone: "hold", word: "signature is stale", icon: "back" },
  objected: { tone: "fail", word: "objects" },
  sealed: { tone: "plain", word: "gave a sealed verdict", icon: "lock" },
  unfillable: { tone: "fail", word: "no eligible reviewer", icon: "alert" },
};
