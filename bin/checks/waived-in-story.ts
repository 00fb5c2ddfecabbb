import type { GatesSaid } from "#lib/policy/gate-results.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, ofType, type Told, toldIn } from "./documents.ts";
import { signerKept } from "./signatures.ts";
import { day, listed } from "./story-words.ts";

/** Each gate that a waiver covered when the release was approved or started: by which one, who had signed that, until when. */
export function waivedOf({ release }: Documents, packet: Packet, told: readonly Told[]): string {
  const ofModel = toldIn(packet, `model/${release.model}`);
  const numbers = new Map(ofType(ofModel, "waiver.requested").map(({ data }) => [data.waiver, data.number]));
  const signedBy = (waiver: string, by: string): string => {
    const signed = ofType(ofModel, "waiver.signed").filter(
      ({ data, at }) => data.waiver === waiver && data.decision === "approve" && at <= by,
    );
    const names = signed.map(
      (event) => `${signerKept(packet, event.id) ?? event.data.signer} for ${event.data.seat}`,
    );
    return [...new Set(names)].join(", ");
  };
  const asked = ofType(told, "release.approved", "release.started");
  const covered = asked.flatMap(({ data, at }) =>
    (data.gates?.results ?? []).filter(isCovered).map((one) => ({ ...one, at })),
  );
  // One waiver may have been extended between the two; its last end counts.
  const last = new Map(covered.map((one) => [`${one.id} ${one.waiver}`, one]));
  const texts = [...last.values()].map(
    ({ id, waiver, until, at }) =>
      `gate ${id} by waiver ${numbers.get(waiver) ?? waiver}, signed by ${signedBy(waiver, at)}, until ${day(until)}`,
  );
  return `Waived: ${listed(texts, "no gate")}`;
}

type Result = GatesSaid["results"][number];
const isCovered = (one: Result): one is Result & Required<Pick<Result, "waiver" | "until">> =>
  one.waiver !== undefined && one.until !== undefined;
