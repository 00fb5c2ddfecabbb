import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Place } from "#lib/kernel/refusal.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import type { ReleaseState } from "#lib/releases/release.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** How a release ended: in a sentence, when, what was said with it, and where to go from there. */
export type Ending = {
  readonly text: string;
  readonly at: string | undefined;
  readonly reason: string | null;
  readonly places: readonly Place[];
};

type Told = { readonly release: ReleasePageView; readonly event: ReleaseEventView | undefined };
type Row = {
  readonly by: ReleaseEvent["type"];
  readonly text: (told: Told) => string;
  readonly reason?: (told: Told) => string | null;
  /** Can it be tried again with a new release? */
  readonly again?: true;
};

const versionOf = ({ sections }: ReleasePageView): string => `v${sections.artifact.version}`;

const objection = ({ council }: ReleasePageView) =>
  council.seats
    .flatMap((seat) => seat.verdicts.map((verdict) => ({ seat: functionLabels[seat.function], ...verdict })))
    .filter(({ decision }) => decision === "reject")
    .at(-1);

/** One that was rolled back tells its own story. */
const ENDINGS: { readonly [S in ReleaseState]?: Row } = {
  released: {
    by: "release.completed",
    text: ({ release }) =>
      release.sections.target.base
        ? `${versionOf(release)} passed every stage of the signed plan and serves ${release.sections.target.pointer}.`
        : `${versionOf(release)} serves ${release.sections.target.pointer}; nothing was live there before.`,
  },
  superseded: {
    by: "release.superseded",
    text: ({ release }) =>
      `A later release replaced ${versionOf(release)} on ${release.sections.target.pointer}.`,
  },
  withdrawn: {
    by: "release.withdrawn",
    text: ({ event }) => `${event?.actor ?? "Somebody"} withdrew it.`,
    reason: ({ event }) => event?.reason ?? null,
    again: true,
  },
  rejected: {
    by: "release.rejected",
    text({ release }) {
      const by = objection(release);
      return by ? `${by.signerName} rejected it for ${by.seat}.` : "A reviewer rejected it.";
    },
    reason: ({ release }) => objection(release)?.comment || null,
    again: true,
  },
  expired: {
    by: "release.expired",
    text: ({ release }) =>
      release.approvedAt
        ? "The approval expired before the rollout was started."
        : "The review period ended before every seat was signed.",
    again: true,
  },
};

/** How the release ended; null while it goes on, and for one that was rolled back. */
export function endingOf(release: ReleasePageView): Ending | null {
  const row = ENDINGS[release.state];
  if (!row) return null;
  const event = release.events.find(({ action }) => action === row.by);
  const told = { release, event };
  return {
    text: row.text(told),
    at: event?.at,
    reason: row.reason?.(told) ?? null,
    places: [
      ...(release.rollout ? [{ label: "Its rollout", href: `/releases/${release.number}/rollout` }] : []),
      ...(event
        ? [{ label: "Its entry in the audit trail", href: `/audit/${event.index ?? event.uid}` }]
        : []),
      ...(row.again ? [{ label: "Open a new release", href: "/releases/new" }] : []),
    ],
  };
}
