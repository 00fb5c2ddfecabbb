import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Dossier, dossierContent } from "#lib/policy/dossier.ts";
import type { Gate } from "#lib/policy/gate.ts";
import {
  blocking,
  type GateResult,
  type GatesSaid,
  judgeGates,
  resultSaid,
} from "#lib/policy/gate-results.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { planOf } from "#lib/releases/dossier-plan.ts";
import type { Packet } from "../verify-packet.ts";
import { ClaimsTold } from "./claims-told.ts";
import { type Documents, differenceAt, ofType, type Round, toldIn } from "./documents.ts";
import { FindingsTold } from "./findings-told.ts";
import { type Asking, WaiversTold } from "./waivers-told.ts";

export type Answer = {
  /** Whether a gate that must pass does not. */
  readonly blocked: boolean;
  readonly faults: readonly string[];
};

/** Where no gate has to be asked. */
export const NOT_ASKED: Answer = { blocked: false, faults: [] };

/** Asks the gates of a release's policy again, from the dossiers in the packet. */
export class AskedGates {
  readonly #gates: ReadonlyMap<number, readonly Gate[]>;
  readonly #dossiers: ReadonlyMap<string, Dossier>;
  readonly #waivers: WaiversTold;
  readonly #findings: FindingsTold;
  readonly #claims: ClaimsTold;

  constructor(documents: Documents, packet: Packet) {
    const { release, dossiers } = documents;
    this.#waivers = new WaiversTold(documents, packet);
    this.#findings = new FindingsTold(documents, packet);
    this.#claims = new ClaimsTold(documents, packet);
    const published = ofType(toldIn(packet, `policy/${release.workspace}`), "policy.published");
    this.#gates = new Map(published.map(({ data }) => [data.version, data.content.gates ?? []]));
    this.#dossiers = new Map(dossiers.map(({ content }) => [digestOfJson(content), content]));
  }

  /**
   * Of an act that asks no gates: where the round's policy has some, an approval waits until they were asked in an event
   * of its own.
   */
  waitedFor(round: Round): Pick<Answer, "blocked"> {
    return { blocked: this.#of(round).length > 0 || this.#claims.claims(round) };
  }

  /**
   * What the gates of a round's policy said, according to an event, and what is wrong with that. A release that claims the
   * standard class is held back, too, where its envelope did not cover it.
   */
  ask(said: GatesSaid | undefined, round: Round, asking: Asking): Answer {
    const answer = this.#ask(said, round, asking);
    return { ...answer, blocked: answer.blocked || this.#claims.held(round, said, asking) };
  }

  #ask(said: GatesSaid | undefined, round: Round, asking: Asking): Answer {
    const { version } = round.sections.policy;
    const gates = this.#of(round);
    if (gates.length === 0)
      return { blocked: false, faults: said ? [`records gates, which policy ${version} does not have`] : [] };
    if (!said)
      return { blocked: false, faults: [`does not record what the gates of policy ${version} said`] };
    const dossier = this.#dossiers.get(said.dossier);
    if (!dossier) return { blocked: false, faults: ["names a dossier that is not in the packet"] };
    return this.#askAgain(gates, dossier, { said, round, asking });
  }

  /** Which of these gates no waiver covers at a moment, by id. */
  uncovered(
    ids: readonly string[],
    round: Round,
    { asking, tier }: { asking: Asking; tier: Tier },
  ): string[] {
    const gates = this.#of(round);
    return ids.filter((id) => {
      const gate = gates.find((one) => one.id === id);
      return !gate || this.#waivers.cover(gate, asking, tier) === undefined;
    });
  }

  #of({ sections }: Round): readonly Gate[] {
    return this.#gates.get(sections.policy.version) ?? [];
  }

  #askAgain(
    gates: readonly Gate[],
    dossier: Dossier,
    { said, round, asking }: { said: GatesSaid; round: Round; asking: Asking },
  ): Answer {
    const faults = unlike(dossier, round);
    if (said.policy !== round.sections.policy.version) faults.push("asked the gates of another policy");
    // A dossier from before there were findings names none.
    if (dossier.findings && this.#findings.differ(dossier, asking))
      faults.push("names a dossier with other findings than the log has");
    const judged = judgeGates(gates, dossier);
    // A waiver explains a gate that does not pass; where none was used, the gate speaks for itself.
    const results = judged.map((result, i) => this.#asWaived(result, said.results[i], { asking, dossier }));
    const at = differenceAt(results.map(resultSaid), said.results);
    if (at !== null) faults.push(`records gates that say otherwise over its dossier (${at})`);
    return { blocked: blocking(results).length > 0, faults };
  }

  /** The result with the waiver that an event names for it, if that covered it then. */
  #asWaived(
    result: GateResult,
    said: GatesSaid["results"][number] | undefined,
    { asking, dossier }: { asking: Asking; dossier: Dossier },
  ): GateResult {
    if (said?.status !== "waived" || result.status === "pass") return result;
    const cover = this.#waivers.cover(result.gate, asking, dossier.model.tier, said.waiver);
    return cover && said.waiver ? { ...result, status: "waived", cover } : result;
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
