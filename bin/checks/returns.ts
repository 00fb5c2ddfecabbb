import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, ofType, type Told, toldIn } from "./documents.ts";

/**
 * A pointer went back only to a version that had served everyone there and was not rolled back since, and with that to a
 * release that went out.
 */
export const returnsCheck = documentCheck("returns", (documents, packet, found) => {
  const pointer = toldIn(packet, `pointer/${documents.release.pointer}`);
  const returns = ofType(pointer, "pointer.returned");
  const moves = ofType(pointer, "pointer.moved");
  for (const event of returns) for (const fault of faultsOf(event, moves)) found.tampered(event.place, fault);
  for (const [place, fault] of uncoupled(documents, packet)) found.tampered(place, fault);
  return returns.length === 0
    ? "the pointer never went back by hand"
    : `${returns.length} times back to a version that had been live there`;
});

/** When the pointer went back to the packet's own release. */
export const returnsTo = ({ release }: Documents, packet: Packet): Told<"pointer.returned">[] =>
  ofType(toldIn(packet, `pointer/${release.pointer}`), "pointer.returned").filter(
    ({ data }) => data.release === release.number,
  );

type Move = Told<"pointer.moved">;

function faultsOf({ data, at }: Told<"pointer.returned">, moves: readonly Move[]): string[] {
  const { version, from } = data;
  const before = moves.filter((move) => move.at < at);
  const served = before.findLast(isLiveOn(version));
  const own = moves.find((move) => move.at === at);
  const last = before.at(-1)?.data;
  return [
    ...(served ? [] : [`goes back to v${version}, which had never served everyone there`]),
    ...(served && isTakenBack(served, before)
      ? [`goes back to v${version}, which was rolled back there`]
      : []),
    ...(last?.kind === "live" && last.base === from ? [] : [`says that v${from} was live before`]),
    ...(own && isLiveOn(version)(own) ? [] : [`did not put everyone on v${version}`]),
  ];
}

const isLiveOn =
  (version: number) =>
  ({ data: { kind, base } }: Move): boolean =>
    kind === "live" && base === version;

/** Whether the rollout that made it live moved the pointer to another version afterwards: that is a rollback. */
const isTakenBack = (served: Move, before: readonly Move[]): boolean =>
  before.some(
    ({ data, at }) =>
      at > served.at &&
      data.rollout === served.data.rollout &&
      data.kind === "live" &&
      data.base !== served.data.base,
  );

/** A release is live again exactly when the pointer goes back to it. */
function uncoupled(documents: Documents, packet: Packet): [string, string][] {
  const returns = returnsTo(documents, packet);
  const again = ofType(toldIn(packet, `release/${documents.release.id}`), "release.reinstated");
  const without = (some: readonly Told[], others: readonly Told[]) =>
    some.filter(({ at }) => !others.some((other) => other.at === at));
  return [...without(returns, again), ...without(again, returns)].map(({ place }) => [
    place,
    "pointer.returned and release.reinstated did not happen together",
  ]);
}
