import type { Sayer } from "#lib/councils/circle.ts";
import type { Term, Waiver } from "#lib/councils/waiver.ts";
import { type Cover, coverOf } from "#lib/councils/waiver-cover.ts";
import { waiverEvents } from "#lib/councils/waiver-events.ts";
import { isIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, type Told, toldBy } from "./documents.ts";

export type WaiverTold = Told<TypeIn<typeof waiverEvents>>;
export const isOfWaiver = (told: Told): told is WaiverTold => isIn(waiverEvents, told.type);

/** A waiver after one more event of it. */
export function waiverAfter(before: Waiver | undefined, told: WaiverTold): Waiver | undefined {
  if (told.type === "waiver.requested") return requestedBy(told);
  if (!before) return undefined;
  switch (told.type) {
    case "waiver.extended":
      return { ...before, terms: [...before.terms, open(told.data.term, told.data.endsAt)] };
    case "waiver.signed":
      return told.data.decision === "approve"
        ? { ...before, signers: [...before.signers, told.data.signer] }
        : before;
    case "waiver.granted":
      return { ...before, terms: decided(before.terms, told.data.term, "granted") };
    case "waiver.refused":
      return { ...before, terms: decided(before.terms, told.data.term, "refused") };
    case "waiver.withdrawn":
      return { ...before, withdrawnAt: new Date(told.at) };
  }
}

const open = (round: number, endsAt: string): Term => ({ round, endsAt: new Date(endsAt), state: "open" });

const decided = (terms: readonly Term[], round: number, state: "granted" | "refused"): Term[] =>
  terms.map((term) => (term.round === round ? { ...term, state } : term));

function requestedBy({ data }: Told<"waiver.requested">): Waiver {
  const { waiver: id, number, gate, scope, tier, seat, startsAt, endsAt } = data;
  const asked = { startsAt: new Date(startsAt), withdrawnAt: null, terms: [open(1, endsAt)], signers: [] };
  return { id, number, gate, scope, tier, seat, ...asked };
}

/** When gates were asked, and whom the answer depends on. */
export type Asking = {
  readonly id: string;
  readonly at: string;
  readonly contributors: readonly { readonly personId: string }[];
  readonly sayers: readonly Sayer[];
};

/** The waivers of the model as they were at each event of the packet. */
export class WaiversTold {
  readonly #places: ReadonlyMap<string, number>;
  readonly #snapshots: { readonly place: number; readonly all: ReadonlyMap<string, Waiver> }[] = [];
  readonly #release: Pick<Documents["release"], "id" | "pointer">;

  constructor({ release }: Documents, packet: Packet) {
    this.#release = release;
    this.#places = new Map(packet.entries.map(({ value }, place) => [value.id, place]));
    let all: ReadonlyMap<string, Waiver> = new Map();
    for (const [place, entry] of packet.entries.entries()) {
      const { stream, action } = entry.value;
      const ours = stream === `model/${release.model}` && action.startsWith("waiver.");
      const told = ours ? toldBy(entry) : null;
      if (!told || !isOfWaiver(told)) continue;
      const after = waiverAfter(all.get(told.data.waiver), told);
      if (after) all = new Map([...all, [after.id, after]]);
      this.#snapshots.push({ place, all });
    }
  }

  /** What covered a gate of the release when it was asked; of one waiver alone, where it names one. */
  cover(gate: Gate, { id, at, contributors, sayers }: Asking, tier: Tier, named?: string): Cover | undefined {
    const place = this.#places.get(id) ?? -1;
    const then = this.#snapshots.findLast((one) => one.place < place)?.all.values() ?? [];
    const waivers = [...then].filter((one) => named === undefined || one.id === named);
    const { id: release, pointer } = this.#release;
    return coverOf(waivers, gate, { pointer, release, tier, contributors, sayers, now: new Date(at) });
  }
}
