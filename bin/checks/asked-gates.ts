import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Dossier, dossierContent } from "#lib/policy/dossier.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { blocking, type GatesSaid, judgeGates } from "#lib/policy/gate-results.ts";
import { planOf } from "#lib/releases/dossier-plan.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, ofType, type Round, toldIn } from "./documents.ts";

export type Answer = {
  /** Whether a gate that must pass does not. */
  readonly blocked: boolean;
  readonly faults: readonly string[];
};

/** Asks the gates of a release's policy again, from the dossiers in the packet. */
export class AskedGates {
  readonly #gates: ReadonlyMap<number, readonly Gate[]>;
  readonly #dossiers: ReadonlyMap<string, Dossier>;

  constructor({ release, dossiers }: Documents, packet: Packet) {
    const published = ofType(toldIn(packet, `policy/${release.workspace}`), "policy.published");
    this.#gates = new Map(published.map(({ data }) => [data.version, data.content.gates ?? []]));
    this.#dossiers = new Map(dossiers.map(({ content }) => [digestOfJson(content), content]));
  }

  /**
   * Of an act that asks no gates: where the round's policy has some, an approval waits until they were asked in an event
   * of its own.
   */
  waitedFor(round: Round): Pick<Answer, "blocked"> {
    return { blocked: this.#of(round).length > 0 };
  }

  /** What the gates of a round's policy said, according to an event, and what is wrong with that. */
  ask(said: GatesSaid | undefined, round: Round): Answer {
    const { version } = round.sections.policy;
    const gates = this.#of(round);
    if (gates.length === 0)
      return { blocked: false, faults: said ? [`records gates, which policy ${version} does not have`] : [] };
    if (!said)
      return { blocked: false, faults: [`does not record what the gates of policy ${version} said`] };
    const dossier = this.#dossiers.get(said.dossier);
    if (!dossier) return { blocked: false, faults: ["names a dossier that is not in the packet"] };
    return this.#askAgain(gates, dossier, { said, round });
  }

  #of({ sections }: Round): readonly Gate[] {
    return this.#gates.get(sections.policy.version) ?? [];
  }

  #askAgain(
    gates: readonly Gate[],
    dossier: Dossier,
    { said, round }: { said: GatesSaid; round: Round },
  ): Answer {
    const faults = unlike(dossier, round);
    if (said.policy !== round.sections.policy.version) faults.push("asked the gates of another policy");
    const results = judgeGates(gates, dossier);
    const now = results.map(({ gate, status }) => ({ id: gate.id, status }));
    const at = differenceAt(now, said.results);
    if (at !== null) faults.push(`records gates that say otherwise over its dossier (${at})`);
    return { blocked: blocking(results).length > 0, faults };
  }
}

/** Where a dossier differs from what was signed: much of it follows from the round's sections alone. */
function unlike(dossier: Dossier, { round, sections }: Round): string[] {
  if (!dossierContent.safeParse(dossier).success) return ["names a dossier that no gate can read"];
  const { artifact, target, policy, plan, card } = sections;
  const signed = {
    model: artifact.model,
    version: artifact.version,
    card: card.revision,
    round,
    target: [target.pointer, target.changeClass, target.base === null, policy.tier],
    plan: planOf(plan),
    seats: policy.seats.map((seat) => [seat.function, seat.min]),
  };
  const told = {
    model: dossier.model.name,
    version: dossier.version.number,
    card: dossier.card.revision,
    round: dossier.release.round,
    target: [
      dossier.release.pointer,
      dossier.release.changeClass,
      dossier.release.first,
      dossier.release.tier,
    ],
    plan: dossier.plan,
    seats: dossier.seats.map((seat) => [seat.function, seat.min]),
  };
  const at = differenceAt(signed, told);
  return at === null ? [] : [`names a dossier of another release: ${at}`];
}
