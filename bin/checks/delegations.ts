import { isInForce } from "#lib/councils/delegation.ts";
import { delegationStream } from "#lib/councils/delegation-events.ts";
import { documentCheck, ofType, type Told, toldIn } from "./documents.ts";

/**
 * Every signature on behalf of somebody was given by a delegation of exactly that person to its signer, for its seat and
 * this model, that had been given by then and was in force.
 */
export const delegationsCheck = documentCheck("delegations", ({ release }, packet, found) => {
  const verdicts = ofType(toldIn(packet, `release/${release.id}`), "verdict.cast");
  const delegated = verdicts.filter(({ data }) => data.onBehalfOf !== undefined);
  const placeAt = new Map(packet.entries.map(({ value, idx }) => [value.id, idx]));
  const before = (one: Told, other: Told): boolean => placeAt.get(one.id)! < placeAt.get(other.id)!;
  for (const verdict of delegated) {
    const stream = toldIn(packet, delegationStream(verdict.data.delegation ?? "")).filter((one) =>
      before(one, verdict),
    );
    for (const fault of faultsOf(verdict, stream, release.model)) found.tampered(verdict.place, fault);
  }
  return delegated.length === 0
    ? "everybody signed for themselves"
    : `${delegated.length} signatures on behalf of others, each by a delegation in force`;
});

function faultsOf({ data, at }: Told<"verdict.cast">, stream: readonly Told[], model: string): string[] {
  const [created] = ofType(stream, "delegation.created");
  if (!created) return ["is on behalf of somebody who had not delegated it"];
  const { from, to, functions, models, startsAt, endsAt } = created.data;
  const endedAt = ofType(stream, "delegation.ended").at(-1)?.at ?? null;
  const force = {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  };
  return [
    ...(created.actor === from ? [] : ["is by a delegation that somebody else gave"]),
    ...(from === data.onBehalfOf && to === data.signer ? [] : ["is by a delegation between other people"]),
    ...(functions.includes(data.seat) ? [] : ["is by a delegation of other functions"]),
    ...(models === null || models.includes(model) ? [] : ["is by a delegation for other models"]),
    ...(isInForce(force, new Date(at)) ? [] : ["is by a delegation that was not in force"]),
  ];
}
