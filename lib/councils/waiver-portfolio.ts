import { DAY_MS } from "#lib/kernel/time.ts";
import { endOfWaiver, openTerm, type Waiver, waiverState } from "./waiver.ts";
import { EXTENSIONS_MAX, REPEAT_DAYS } from "./waiver-rules.ts";

/** One that ends within so many days ends soon; one that ended stays listed for as many as `ENDED_DAYS`. */
const SOON_DAYS = 14;
const ENDED_DAYS = 7;

type Listed = Waiver & { readonly modelId: string };

/** Until when it covered something, or asks to: early where it was withdrawn. */
export function shownEnd(waiver: Listed): Date {
  const end = endOfWaiver(waiver) ?? openTerm(waiver)?.endsAt ?? waiver.startsAt;
  return waiver.withdrawnAt && waiver.withdrawnAt < end ? waiver.withdrawnAt : end;
}

/** Earlier waivers of the same gate and model that covered something within half a year before this one began. */
export const earlierOf = <W extends Listed>(waiver: W, all: readonly W[]): W[] =>
  all.filter(
    (one) =>
      one.number < waiver.number &&
      one.modelId === waiver.modelId &&
      one.gate.id === waiver.gate.id &&
      endOfWaiver(one) !== null &&
      shownEnd(one) > one.startsAt &&
      shownEnd(one).getTime() > waiver.startsAt.getTime() - REPEAT_DAYS * DAY_MS,
  );

/** Where it stands in the list; null where it is no longer listed. */
export function groupOf(
  waiver: Listed,
  now: Date,
  isMine: boolean,
): "mine" | "waiting" | "soon" | "later" | "ended" | null {
  const state = waiverState(waiver, now);
  if (openTerm(waiver) && isAlive(state))
    return isMine ? "mine" : state === "requested" ? "waiting" : byEnd(waiver, now);
  if (isAlive(state)) return byEnd(waiver, now);
  const ago = now.getTime() - shownEnd(waiver).getTime();
  return state !== "refused" && endOfWaiver(waiver) !== null && ago <= ENDED_DAYS * DAY_MS ? "ended" : null;
}

const isAlive = (state: ReturnType<typeof waiverState>): boolean =>
  state === "requested" || state === "planned" || state === "in-force";

const byEnd = (waiver: Listed, now: Date): "soon" | "later" =>
  shownEnd(waiver).getTime() <= now.getTime() + SOON_DAYS * DAY_MS ? "soon" : "later";

/** Its ends before each extension that was granted. */
export const endsBefore = ({ terms }: Pick<Waiver, "terms">): Date[] =>
  terms
    .filter(({ state }) => state === "granted")
    .slice(0, -1)
    .map(({ endsAt }) => endsAt);

export const extensionsLeft = (waiver: Pick<Waiver, "terms">): number =>
  Math.max(0, EXTENSIONS_MAX - endsBefore(waiver).length);
