import { dependenceText } from "#lib/access/dependence-text.ts";
import type { Dependence } from "#lib/access/independence.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

/** How long somebody may confirm that all rollouts are to stop. An emergency that can wait longer is none. */
export const STOP_MINUTES = 15;

/** What a proof of presence for asking is bound to: it names nothing else. */
export const STOP_SUBJECT = "all rollouts";

/** A request to stop all rollouts of a workspace. */
export type Stop = {
  readonly askedById: string;
  readonly askedAt: Date;
  readonly confirmedAt: Date | null;
};

export const isOpenStop = ({ askedAt, confirmedAt }: Omit<Stop, "askedById">, now: Date): boolean =>
  confirmedAt === null && now.getTime() - askedAt.getTime() < STOP_MINUTES * MINUTE_MS;

/** Whether somebody may ask: not while all is stopped, nor while a request of somebody else waits, which they confirm. */
export function mayAskStop(
  by: string,
  { inForce, open }: { readonly inForce: boolean; readonly open: Stop | null },
): Result<null, Refusal> {
  if (inForce) return inForceAlready;
  if (open === null) return ok(null);
  return open.askedById === by
    ? refuse("conflict", "stop-asked", "You asked for this already; it waits for a second person.")
    : refuse("conflict", "stop-asked", "Somebody asked for this already.", {
        todo: "Confirm it.",
        place: { label: "Confirm the stop", href: "/freezes#stop" },
      });
}

const inForceAlready = refuse("conflict", "stop-in-force", "All rollouts are stopped already.");

type Confirming = {
  readonly by: string;
  readonly inForce: boolean;
  /** Why whoever asked and whoever confirms do not count as two. */
  readonly bond: Dependence | null;
  readonly nameOf: (personId: string) => string;
  readonly now: Date;
};

/** Whether somebody may confirm it: a second person, independent of the first, within minutes. */
export function mayConfirmStop(
  stop: Stop,
  { by, inForce, bond, nameOf, now }: Confirming,
): Result<null, Refusal> {
  if (stop.confirmedAt !== null) return refuse("conflict", "stop-confirmed", "This was confirmed already.");
  if (inForce) return inForceAlready;
  if (!isOpenStop(stop, now))
    return refuse("gone", "stop-lapsed", `Nobody confirmed this within ${STOP_MINUTES} minutes.`, {
      todo: "Ask again if it is still right.",
    });
  if (stop.askedById === by)
    return refuse("forbidden", "own-stop", "You asked for it; a second person confirms.", {
      todo: "Until then you can halt or roll back each rollout, or freeze changes.",
    });
  return bond === null
    ? ok(null)
    : refuse(
        "forbidden",
        "not-independent",
        `You two do not count as two people: ${dependenceText(bond, nameOf)}.`,
        { todo: "Leave it to somebody who is independent of whoever asked, or freeze changes alone." },
      );
}
