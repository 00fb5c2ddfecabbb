import { clsx } from "clsx";
import { Fragment } from "react";
import type { Place, Why } from "#lib/kernel/refusal.ts";
import { WayOut } from "./way-out.tsx";

/** Why a button is off: a sentence, alone or with the place where something can be done about it. */
export type WhyNot = string | Pick<Why, "message" | "place">;

/** A view's sentence with its place. */
export const whyNotOf = (message: string | null, place?: Place): WhyNot | undefined =>
  message === null ? undefined : place ? { message, place } : message;

const messageOf = (why: WhyNot): string => (typeof why === "string" ? why : why.message);
const placeOf = (why: WhyNot) => (typeof why === "string" ? undefined : why.place);

/** A note that breaks at the width of its button instead of widening it. */
export const NARROW_NOTE = "w-0 min-w-full";

type WhyNotNoteProps = { id: string; reasons: readonly WhyNot[]; className?: string | undefined };

/** The reasons under disabled buttons, each once, with a link to each place to go. */
export function WhyNotNote({ id, reasons, className }: WhyNotNoteProps) {
  const once = [...new Map(reasons.map((why) => [messageOf(why), why])).values()];
  const firstTo = (place: Place) => once.find((why) => placeOf(why)?.href === place.href);
  return (
    <span id={id} className={clsx("block text-xs text-ink-3 empty:hidden", className)}>
      {once.map((why, at) => (
        <Fragment key={messageOf(why)}>
          {at > 0 && " "}
          {messageOf(why)}
          <FirstWayOut place={placeOf(why)} first={(place) => firstTo(place) === why} />
        </Fragment>
      ))}
    </span>
  );
}

type FirstWayOutProps = { place: Place | undefined; first: (place: Place) => boolean };

const FirstWayOut = ({ place, first }: FirstWayOutProps) =>
  place && first(place) ? (
    <>
      {" "}
      <WayOut place={place} />
    </>
  ) : null;
