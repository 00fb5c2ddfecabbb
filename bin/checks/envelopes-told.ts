import type { Envelope, EnvelopeEnd } from "#lib/councils/envelope.ts";
import { envelopeEvents } from "#lib/councils/envelope-events.ts";
import { isIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, type Told, toldBy } from "./documents.ts";

export type EnvelopeTold = Told<TypeIn<typeof envelopeEvents>>;
export const isOfEnvelope = (told: Told): told is EnvelopeTold => isIn(envelopeEvents, told.type);

/** What ends an envelope without an event of its own, and whose it was. */
type Ending = { readonly place: number; readonly because: EnvelopeEnd; readonly of: string };

/** The envelopes of the model as they were before each event of the packet. */
export class EnvelopesTold {
  readonly #told: { readonly place: number; readonly told: EnvelopeTold }[] = [];
  readonly #endings: Ending[] = [];
  /** By pointer: the rollouts in the order in which they first moved it. */
  readonly #moves = new Map<string, { readonly place: number; readonly rollout: string }[]>();
  /** By release: its rollout. */
  readonly #rollouts = new Map<string, string>();

  constructor({ release }: Documents, packet: Packet) {
    for (const [place, entry] of packet.entries.entries()) {
      const told = isNoted(entry.value.action) ? toldBy(entry) : null;
      if (!told) continue;
      if (entry.value.stream === `model/${release.model}` && isOfEnvelope(told))
        this.#told.push({ place, told });
      this.#note(told, place, entry.value.stream);
    }
  }

  #note(told: Told, place: number, stream: string): void {
    const of = (type: string) => told.targets.find((target) => target.type === type)?.id ?? "";
    const subject = stream.slice(stream.indexOf("/") + 1);
    switch (told.type) {
      case "release.started":
        this.#rollouts.set(subject, of("rollout"));
        return;
      case "pointer.moved":
        this.#move(subject, { place, rollout: told.data.rollout });
        return;
      case "rollout.rolling-back":
        this.#endings.push({ place, because: "rolled-back", of: subject });
        return;
      case "incident.opened":
        this.#endings.push({ place, because: "incident", of: of("rollout") });
        return;
    }
  }

  #move(pointer: string, move: { readonly place: number; readonly rollout: string }): void {
    const moves = this.#moves.get(pointer) ?? [];
    if (moves.some(({ rollout }) => rollout === move.rollout)) return;
    this.#moves.set(pointer, [...moves, move]);
  }

  /** All of them before this place of the packet. */
  before(place: number): Envelope[] {
    const all = new Map<string, Envelope>();
    for (const { told } of this.#told.filter((one) => one.place < place)) {
      const after = envelopeAfter(all.get(told.data.envelope), told);
      if (after) all.set(after.id, after);
    }
    return [...all.values()].map((one) => ({ ...one, over: this.#overAt(one, place) }));
  }

  #overAt(envelope: Envelope, place: number): EnvelopeEnd | null {
    const base = this.#rollouts.get(envelope.base.release);
    const used = envelope.uses.flatMap(({ release }) => this.#rollouts.get(release) ?? []);
    const ended = this.#endings.filter((one) => one.place < place);
    if (ended.some(({ because, of }) => because === "rolled-back" && (of === base || used.includes(of))))
      return "rolled-back";
    if (ended.some(({ because, of }) => because === "incident" && used.includes(of))) return "incident";
    return this.#reviewedSince(envelope, base, place) ? "reviewed-again" : null;
  }

  /** Whether a release that is no use of an envelope went out on its pointer after what it is measured against. */
  #reviewedSince({ pointer }: Envelope, base: string | undefined, place: number): boolean {
    const moves = (this.#moves.get(pointer) ?? []).filter((one) => one.place < place);
    const from = moves.findIndex(({ rollout }) => rollout === base);
    return moves.slice(from + 1).some(({ rollout }) => !this.#standard.has(rollout));
  }

  get #standard(): ReadonlySet<string> {
    return new Set(
      this.#told.flatMap(({ told }) => (told.type === "envelope.used" ? told.data.rollout : [])),
    );
  }
}

const ENDING = new Set(["release.started", "pointer.moved", "rollout.rolling-back", "incident.opened"]);
const isNoted = (action: string): boolean => action.startsWith("envelope.") || ENDING.has(action);

/** An envelope after one more event of it; how it ends otherwise is not its own event. */
function envelopeAfter(before: Envelope | undefined, told: EnvelopeTold): Envelope | undefined {
  if (told.type === "envelope.proposed") return proposedBy(told);
  if (!before) return undefined;
  switch (told.type) {
    case "envelope.signed":
      return told.data.decision === "approve"
        ? { ...before, signers: [...before.signers, told.data.signer] }
        : before;
    case "envelope.granted":
      return { ...before, decided: "granted" };
    case "envelope.refused":
      return { ...before, decided: "refused" };
    case "envelope.revoked":
      return { ...before, revokedAt: new Date(told.at) };
    case "envelope.used":
      return { ...before, uses: [...before.uses, { use: told.data.use, release: told.data.release }] };
  }
}

function proposedBy({ data, actor, targets }: Told<"envelope.proposed">): Envelope {
  const { envelope: id, number, pointerId: pointer, tier, digest, terms, base } = data;
  const model = targets.find(({ type }) => type === "model")?.id ?? "";
  const open = { decided: "open", revokedAt: null, over: null, uses: [], signers: [] } as const;
  return { id, number, model, pointer, tier, digest, terms, base, proposer: actor, ...open };
}
