import { z } from "zod";
import { dependenceText } from "#lib/access/dependence-text.ts";
import type { Dependence } from "#lib/access/independence.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";

/** What loosens a freeze: it ends, or one release passes. */
export const LOOSENINGS = ["end", "except"] as const;
export type LooseningKind = (typeof LOOSENINGS)[number];

export const looseningAsked = z.strictObject({
  freeze: id,
  kind: z.enum(LOOSENINGS),
  /** The number of the release that passes, where one does. */
  release: ordinal.optional(),
  reason: prose(500),
});

/** How long somebody may confirm what was proposed. What seemed right then may not seem so later. */
const LOOSENING_HOURS = 72;

/** A proposal to loosen a freeze. */
export type Loosening = {
  readonly kind: LooseningKind;
  readonly proposedById: string;
  readonly proposedAt: Date;
  readonly confirmedAt: Date | null;
};

export const LOOSENING_STATES = ["proposed", "confirmed", "lapsed"] as const;
export type LooseningState = (typeof LOOSENING_STATES)[number];

export const looseningState = (
  { proposedAt, confirmedAt }: Pick<Loosening, "proposedAt" | "confirmedAt">,
  now: Date,
): LooseningState => {
  if (confirmedAt !== null) return "confirmed";
  return now.getTime() - proposedAt.getTime() < LOOSENING_HOURS * HOUR_MS ? "proposed" : "lapsed";
};

/** What a proof of presence for one act on a loosening is bound to. */
export const looseningSubject = ({
  freeze,
  kind,
  release,
}: {
  freeze: string;
  kind: LooseningKind;
  release?: number | undefined;
}) => `${freeze}/${kind}${release === undefined ? "" : `/${release}`}`;

type Around = {
  /** Whether it has no end of its own. */
  readonly standing: boolean;
  /** Ended by two people. */
  readonly freezeEnded: boolean;
  /** The release it is for: who had a part in it. Null where it is for none. */
  readonly partIn: readonly string[] | null;
};

/** Whether somebody may propose it: of a freeze that still holds, and for no release of their own. */
export function mayPropose(
  by: string,
  kind: LooseningKind,
  { standing, freezeEnded, partIn }: Around,
): Result<null, Refusal> {
  if (freezeEnded) return refuse("conflict", "freeze-ended", "This freeze has ended already.");
  if (standing && kind === "except")
    return refuse("illegal", "no-exception", "A stop and a pointer that is off let no release pass.", {
      todo: "Propose to end it.",
    });
  if ((kind === "except") !== (partIn !== null))
    return refuse("invalid", "release-missing", "Name the release that passes, and only for an exception.", {
      field: "release",
    });
  return partIn?.includes(by) ? ownRelease : ok(null);
}

const ownRelease = refuse(
  "forbidden",
  "own-release",
  "You had a part in this release, so you cannot except it.",
  {
    todo: "Ask two people who had no part in it.",
  },
);

type Confirming = Around & {
  readonly by: string;
  /** Why whoever proposed it and whoever confirms it do not count as two. */
  readonly bond: Dependence | null;
  readonly nameOf: (personId: string) => string;
  readonly now: Date;
};

/** Whether somebody may confirm it: a second person who is independent of the first and had no part in the release. */
export function mayConfirmLoosening(
  loosening: Loosening,
  { by, bond, nameOf, now, standing, freezeEnded, partIn }: Confirming,
): Result<null, Refusal> {
  const state = looseningState(loosening, now);
  if (state === "confirmed") return refuse("conflict", "loosening-confirmed", "This was confirmed already.");
  if (state === "lapsed")
    return refuse("gone", "loosening-lapsed", `Nobody confirmed this within ${LOOSENING_HOURS} hours.`, {
      todo: "Propose it again if it is still right.",
    });
  if (loosening.proposedById === by)
    return refuse("forbidden", "own-proposal", "You cannot confirm what you proposed.", {
      todo: "Ask another release manager or reviewer.",
    });
  const may = mayPropose(by, loosening.kind, { standing, freezeEnded, partIn });
  if (!may.ok) return may;
  return bond
    ? refuse(
        "forbidden",
        "not-independent",
        `You two do not count as two people: ${dependenceText(bond, nameOf)}.`,
        {
          todo: "Leave it to somebody who is independent of whoever proposed it.",
        },
      )
    : ok(null);
}
