import type { CompositionContent, CompositionReference } from "#lib/councils/composition.ts";
import type { Council } from "#lib/councils/quorum.ts";
import type { Roster } from "#lib/councils/roster.ts";
import { type ClockMark, clockMarks, reachedBy, type StepTaken, stepsDue } from "#lib/councils/seat-clock.ts";
import type { Signature } from "#lib/councils/signature.ts";
import { clockOf } from "#lib/releases/late-seats.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, ofType, type Round, type Told, toldIn } from "./documents.ts";

const keyOf = ({ council, version, digest }: CompositionReference): string =>
  `${council} ${version} ${digest}`;

/** Who sat on which council, and which of its seats were late, by the log. Whether each composition was signed, the policies' check says. */
export class Compositions {
  readonly #composed: ReadonlyMap<string, CompositionContent>;
  /** What happened to the release so far, and the steps taken in its round. */
  readonly #events: { readonly type: string; readonly at: Date }[] = [];
  #taken: StepTaken[] = [];

  constructor({ release }: Documents, packet: Packet) {
    const told = ofType(toldIn(packet, `policy/${release.workspace}`), "council.composed");
    this.#composed = new Map(told.map(({ data }) => [keyOf(data), data.content as CompositionContent]));
  }

  /**
   * What is wrong with a step that was taken of a late seat, given where the council stood: each was due by the hours of
   * the council, for a seat that nobody had signed, told whom it names, and was taken once in its round.
   */
  take(event: Told, round: Round, standing: Pick<Council<Signature>, "seats">): string[] {
    const isStep = event.type === "release.seat-reminded" || event.type === "release.seat-escalated";
    const faults = isStep ? this.#faultsOf(event, round, standing) : [];
    this.#events.push({ type: event.type, at: new Date(event.at) });
    if (event.type === "release.edited") this.#taken = [];
    if (isStep) this.#taken.push(event.data);
    return faults;
  }

  #faultsOf(
    { data, at }: Told<"release.seat-reminded" | "release.seat-escalated">,
    round: Round,
    council: Pick<Council<Signature>, "seats">,
  ): string[] {
    const composition = this.of(round);
    const marks: ClockMark[] = clockMarks(this.#events);
    const clock = clockOf({ sections: round.sections, composition, marks });
    if (!clock || !composition) return ["is of a seat without deadlines"];
    const late = stepsDue({ clock, council, composition, taken: this.#taken }, new Date(at));
    const due = late.find(({ seat, step }) => seat === data.seat && step === data.step);
    if (!due || data.round !== round.round) return ["is of a seat that was not late"];
    const said = { due: due.dueAt.toISOString(), to: due.to };
    return differenceAt(said, { due: data.due, to: data.to }) === null
      ? []
      : ["is not as the council's hours and its composition have it"];
  }

  /** The council that a round was submitted to; undefined where its policy names none. */
  of({ sections }: Round): CompositionContent | undefined {
    const { composition } = sections.policy;
    return composition && this.#composed.get(keyOf(composition));
  }

  /** Who sits on it. Nobody sits on a council that was never composed. */
  rosterOf(round: Round): Roster | undefined {
    const reached = reachedBy(this.#taken);
    return round.sections.policy.composition && { seats: this.of(round)?.seats ?? [], reached };
  }
}
