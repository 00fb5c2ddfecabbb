import { sittingsById } from "#lib/councils/rows/sittings.ts";
import type { Sat } from "#lib/councils/sitting.ts";
import type { Tx } from "#lib/db/client.ts";
import type { SaidIn } from "#lib/kernel/event-catalogue.ts";
import type { releaseEvents } from "#lib/releases/events.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";

type Said = SaidIn<typeof releaseEvents> | null;
type Told = { readonly said: Said; readonly at: Date };

/**
 * In which sitting of the council something happened to a release: where it was heard, and each verdict that was given while it
 * was discussed or rests on the factors given there. Reads nothing of a release that no sitting heard.
 */
export async function heardIn(
  tx: Tx,
  releaseId: string,
  told: readonly Told[],
): Promise<(one: Told) => ReleaseEventView["sitting"]> {
  const ids = new Set(told.flatMap(({ said }) => sittingNamed(said) ?? []));
  const sittings = await sittingsById(tx, [...ids]);
  return ({ said, at }) => {
    const named = sittingNamed(said);
    const found =
      named === null && said?.type === "verdict.cast"
        ? sittings.find((one) => wasDiscussed(one, releaseId, at))
        : sittings.find(({ sitting }) => sitting === named);
    return found ? { id: found.sitting, council: found.council, number: found.number } : null;
  };
}

function sittingNamed(said: Said): string | null {
  if (said?.type === "release.heard") return said.data.sitting;
  return said?.type === "verdict.cast" ? (said.data.inSitting ?? null) : null;
}

const wasDiscussed = ({ items }: Sat, release: string, at: Date): boolean =>
  items.some(
    ({ subject, started, endedAt }) =>
      subject === release && started !== null && at >= started.at && endedAt !== null && at <= endedAt,
  );
