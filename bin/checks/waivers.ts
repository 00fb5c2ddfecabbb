import { z } from "zod";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import {
  consequenceOfWaiver,
  gateDigest,
  signableWaiver,
  termDigest,
  WAIVER_CONSEQUENCES,
  type Waiver,
} from "#lib/councils/waiver.ts";
import { isSignable, mayBeWaived, mayExtend, mayRequestWaiver } from "#lib/councils/waiver-rules.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Found, type Told, toldBy } from "./documents.ts";
import { refused } from "./refused.ts";
import { holdKeptStatement } from "./signatures.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";
import { TierTold } from "./tier.ts";
import { isOfWaiver, type WaiverTold, waiverAfter } from "./waivers-told.ts";

/**
 * Replays the waivers of the model: each was of a gate of a policy in force that names who may waive it, asked for within
 * the limits of its tier, extended while it lasted and no more often than allowed, and every term was granted by somebody of
 * that function who neither asked for it nor owns the model. Whether one covered a gate is checked where the gate was asked.
 */
export const waiversCheck = documentCheck("waivers", (documents, packet, found) => {
  const told = eventsOf(documents, packet);
  const replay = new Replay(documents, packet, found);
  for (const [i, event] of told.entries()) {
    const next = told.slice(i + 1).find((one) => one.stream === event.stream)?.told;
    for (const fault of replay.take(event.told, next)) found.tampered(event.told.place, fault);
  }
  return replay.count === 0
    ? "no gate was ever waived for this model"
    : `${replay.count} waivers were signed by the function that their gate names, and ended when they said`;
});

/** Of the model and of the policies, in the order of the log. */
function eventsOf({ release }: Documents, packet: Packet) {
  const streams = [`model/${release.model}`, `policy/${release.workspace}`];
  return packet.entries.flatMap((entry) => {
    const { stream } = entry.value;
    const told = streams.includes(stream) ? toldBy(entry) : null;
    return told ? [{ stream, told }] : [];
  });
}

type Kept = {
  readonly said: Told<"waiver.requested">;
  readonly waiver: Waiver;
  /** Of the newest term. */
  readonly digest: string;
  readonly asker: string;
  readonly signed: SignedSubject;
};

class Replay {
  readonly #model: string;
  readonly #packet: Packet;
  readonly #found: Found;
  readonly #waivers = new Map<string, Kept>();
  readonly #gates = new Map<number, readonly Gate[]>();
  readonly #tier = new TierTold();
  #owner = "";

  constructor({ release }: Documents, packet: Packet, found: Found) {
    this.#model = release.model;
    this.#packet = packet;
    this.#found = found;
  }

  get count(): number {
    return this.#waivers.size;
  }

  /** What is wrong with an event, given the one that follows it in its stream. */
  take(event: Told, next: Told | undefined): string[] {
    this.#tier.take(event);
    if (event.type === "model.created") this.#owner = event.data.ownerId;
    if (event.type === "policy.published")
      this.#gates.set(event.data.version, event.data.content.gates ?? []);
    if (!isOfWaiver(event)) return [];
    const kept = this.#waivers.get(event.data.waiver);
    const faults = this.#faultsOf(event, kept, next);
    const waiver = waiverAfter(kept?.waiver, event);
    if (waiver) this.#waivers.set(waiver.id, this.#keep(event, kept, waiver));
    return faults;
  }

  #keep(event: WaiverTold, kept: Kept | undefined, waiver: Waiver): Kept {
    if (event.type === "waiver.requested")
      return {
        said: event,
        waiver,
        digest: event.data.digest,
        asker: event.actor,
        signed: new SignedSubject(),
      };
    const asked = event.type === "waiver.extended" ? { digest: event.data.digest, asker: event.actor } : {};
    return { ...kept!, waiver, ...asked, ...(asked.digest ? { signed: new SignedSubject() } : {}) };
  }

  #faultsOf(event: WaiverTold, kept: Kept | undefined, next: Told | undefined): string[] {
    if (event.type === "waiver.requested")
      return kept ? ["requests a waiver that was requested before"] : this.#request(event);
    if (!kept) return ["is of a waiver that nobody requested"];
    switch (event.type) {
      case "waiver.extended":
        return this.#extend(event, kept);
      case "waiver.signed":
        return this.#sign(event, kept, next);
      case "waiver.granted":
        return this.#approved(kept) && event.data.endsAt === newest(kept).endsAt.toISOString()
          ? []
          : ["grants a term that was not signed"];
      case "waiver.refused":
        return kept.signed.signatures.at(-1)?.decision === "reject" ? [] : ["is without a rejection"];
      case "waiver.withdrawn":
        return kept.waiver.withdrawnAt ? ["withdraws a waiver that was withdrawn"] : [];
    }
  }

  #request(event: Told<"waiver.requested">): string[] {
    const { gate, policy, seat, tier, scope, startsAt, endsAt } = event.data;
    const asked = { gate, scope, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    const others = [...this.#waivers.values()].map((one) => one.waiver);
    const known = this.#gates.get(policy)?.find(({ id }) => id === gate.id);
    return [
      ...refused(mayBeWaived(known)),
      ...refused(mayRequestWaiver(asked, { tier, others, now: new Date(event.at) })),
      ...(known && gateDigest(known) !== gate.digest ? ["names another gate than its policy has"] : []),
      ...(known && known.whoMayWaive !== seat ? ["is for another function than its gate names"] : []),
      ...(this.#tier.tier === null || this.#tier.tier === tier
        ? []
        : ["names another tier than the model had"]),
      ...this.#digestFaults(event, event, 1),
    ];
  }

  #extend(event: Told<"waiver.extended">, { said, waiver }: Kept): string[] {
    const { term, endsAt } = event.data;
    return [
      ...refused(mayExtend(waiver, new Date(endsAt), new Date(event.at))),
      ...(term === waiver.terms.length + 1 ? [] : ["is not the next term of its waiver"]),
      ...this.#digestFaults(said, event, term),
    ];
  }

  /** Where a word of it was erased, its digest cannot be made again. */
  #digestFaults(
    said: Told<"waiver.requested">,
    event: Told<"waiver.requested" | "waiver.extended">,
    round: number,
  ): string[] {
    const [risk, measures, reason] = [
      this.#word(said.id, "risk"),
      this.#word(said.id, "measures"),
      this.#word(event.id, "reason"),
    ];
    if (risk === undefined || measures === undefined || reason === undefined) return [];
    const { waiver, gate, policy, scope, tier, seat, startsAt } = said.data;
    const { endsAt, digest } = event.data;
    const asked = { waiver, model: this.#model, gate, policy, scope, tier, seat, startsAt };
    return termDigest({ ...asked, risk, measures, round, endsAt, reason }) === digest
      ? []
      : ["does not hash to what was signed"];
  }

  #word(uid: string, name: string): string | undefined {
    const kept = this.#packet.details.find((one) => one.uid === uid && one.name === name);
    return z.string().safeParse(kept?.body).data;
  }

  #sign(event: Told<"waiver.signed">, kept: Kept, next: Told | undefined): string[] {
    const subject = this.#subject(kept);
    const signature = recordedSignature(event, event.at);
    holdKeptStatement(this.#packet, event, subject, this.#found);
    const faults = [
      ...refused(isSignable(kept.waiver, new Date(event.at))),
      ...kept.signed.take(signature, subject),
    ];
    const due = consequenceOfWaiver(signature.decision, kept.signed.council(subject));
    return [...faults, ...consequenceFaults(due, next, WAIVER_CONSEQUENCES)];
  }

  #approved = (kept: Kept): boolean => kept.signed.council(this.#subject(kept)).approved;

  #subject(kept: Kept) {
    const { id, gate, seat } = kept.waiver;
    const askers = [...new Set([kept.said.actor, kept.asker])];
    const { digest } = kept;
    const of = { id, model: this.#model, gate: gate.id, seat, round: newest(kept).round, digest };
    return signableWaiver({ ...of, askers, ownerId: this.#owner, contributors: [] });
  }
}

const newest = ({ waiver }: Kept) => waiver.terms.at(-1)!;
