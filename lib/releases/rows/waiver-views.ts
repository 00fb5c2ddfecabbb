import type { KeptWaiver } from "#lib/councils/rows/waivers.ts";
import { openTerm, waiverState } from "#lib/councils/waiver.ts";
import { earlierOf, endsBefore, extensionsLeft, groupOf, shownEnd } from "#lib/councils/waiver-portfolio.ts";
import type { Tx } from "#lib/db/client.ts";
import type { WaiverItem } from "#lib/releases/views/waivers.ts";

/** The names of what waivers are of, by id. */
export type WaiverNames = {
  readonly model: (id: string) => string;
  readonly pointer: (id: string) => string;
  readonly release: (id: string) => number | null;
};

export async function waiverNames(tx: Tx, waivers: readonly KeptWaiver[]): Promise<WaiverNames> {
  const idsOf = (pick: (one: KeptWaiver) => string | null) => ({
    where: { id: { in: waivers.flatMap((one) => pick(one) ?? []) } },
  });
  const [models, pointers, releases] = await Promise.all([
    tx.model.findMany({ ...idsOf(({ modelId }) => modelId), select: { id: true, name: true } }),
    tx.pointer.findMany({ ...idsOf(({ scope }) => scope.pointer), select: { id: true, name: true } }),
    tx.release.findMany({ ...idsOf(({ scope }) => scope.release), select: { id: true, number: true } }),
  ]);
  const [modelOf, pointerOf] = [models, pointers].map(
    (rows) => new Map(rows.map(({ id, name }) => [id, name])),
  );
  const releaseOf = new Map(releases.map(({ id, number }) => [id, number]));
  return {
    model: (id) => modelOf?.get(id) ?? id,
    pointer: (id) => pointerOf?.get(id) ?? id,
    release: (id) => releaseOf.get(id) ?? null,
  };
}

type Around = {
  readonly all: readonly KeptWaiver[];
  readonly names: WaiverNames;
  readonly isMine: boolean;
  readonly now: Date;
};

export function waiverItem(waiver: KeptWaiver, { all, names, isMine, now }: Around): WaiverItem {
  const { number, gate, gateTitle, scope, seat, tier, startsAt, requestedBy, signatures } = waiver;
  const earlier = earlierOf(waiver, all);
  const open = openTerm(waiver);
  return {
    number,
    seat,
    tier,
    startsAt: startsAt.toISOString(),
    endsAt: shownEnd(waiver).toISOString(),
    model: names.model(waiver.modelId),
    gate: { id: gate.id, title: gateTitle },
    scope: {
      pointer: scope.pointer && names.pointer(scope.pointer),
      release: scope.release === null ? null : names.release(scope.release),
    },
    state: waiverState(waiver, now),
    group: groupOf(waiver, now, isMine) ?? "ended",
    requestedBy: requestedBy.name,
    signedBy: signatures.findLast(({ decision }) => decision === "approve")?.signerName ?? null,
    measures: waiver.measures,
    extendedAt: endsBefore(waiver).map((at) => at.toISOString()),
    extensionsLeft: extensionsLeft(waiver),
    askedUntil: open && open.round > 1 ? open.endsAt.toISOString() : null,
    nth: earlier.length + 1,
    earlier: earlier.map((one) => ({
      number: one.number,
      startsAt: one.startsAt.toISOString(),
      endsAt: shownEnd(one).toISOString(),
    })),
  };
}
