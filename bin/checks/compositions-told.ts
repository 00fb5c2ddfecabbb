import type { CompositionContent, CompositionReference } from "#lib/councils/composition.ts";
import type { Roster } from "#lib/councils/roster.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, ofType, type Round, toldIn } from "./documents.ts";

const keyOf = ({ council, version, digest }: CompositionReference): string =>
  `${council} ${version} ${digest}`;

/** Who sat on which council, by the log. Whether each composition was signed, the policies' check says. */
export class Compositions {
  readonly #composed: ReadonlyMap<string, CompositionContent>;

  constructor({ release }: Documents, packet: Packet) {
    const told = ofType(toldIn(packet, `policy/${release.workspace}`), "council.composed");
    this.#composed = new Map(told.map(({ data }) => [keyOf(data), data.content as CompositionContent]));
  }

  /** The council that a round was submitted to; undefined where its policy names none. */
  of({ sections }: Round): CompositionContent | undefined {
    const { composition } = sections.policy;
    return composition && this.#composed.get(keyOf(composition));
  }

  /** Who sits on it. Nobody sits on a council that was never composed. */
  rosterOf(round: Round): Roster | undefined {
    return round.sections.policy.composition && { seats: this.of(round)?.seats ?? [] };
  }
}
