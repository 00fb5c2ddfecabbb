import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import type { GatesSaid } from "#lib/policy/gate-results.ts";
import {
  approvalEnd,
  consequenceOfVerdict,
  outcomeOfStanding,
  type StandingOutcome,
  VERDICT_CONSEQUENCES,
} from "#lib/releases/consequence.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { type Answer, AskedGates } from "./asked-gates.ts";
import { differenceAt, documentCheck, type Round, type Told, toldIn } from "./documents.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and that the release
 * was approved exactly when all seats were met and nobody objected, with a signature or because an edit or somebody's
 * authority changed where the sign-off stood, and every gate of the round's policy that must pass did, asked again.
 */
export const signOffCheck = documentCheck("sign-off", (documents, packet, found) => {
  const { release } = documents;
  const events = toldIn(packet, `release/${release.id}`);
  const replay = new Replay(release.rounds, new AskedGates(documents, packet));
  let met = "never approved";
  for (const [i, event] of events.entries()) {
    const next = events[i + 1];
    for (const fault of replay.take(event, next)) found.tampered(event.place, fault);
    if (event.type === "release.approved") met = `approved with round ${replay.round.round}`;
  }
  return `${replay.signed.signatures.length} signatures by people who did not contribute, one seat each; ${met}`;
});

type Derived = Told<StandingOutcome>;

/** Did this follow with no signature? It then says whose authority had ended. */
const isDerived = (event: Told | undefined): event is Derived =>
  event !== undefined &&
  (event.type === "release.approved" ||
    event.type === "release.changes-requested" ||
    event.type === "release.review-resumed") &&
  event.data.lapsed !== undefined;

/** What was said of the gates where no signature led to an outcome. */
const saidBy = ({ type, data }: Derived): GatesSaid | undefined =>
  type === "release.changes-requested" ? undefined : data.gates;

const NOT_ASKED: Answer = { blocked: false, faults: [] };

class Replay {
  readonly #rounds: readonly Round[];
  readonly #contributors: { personId: string; because: string }[] = [];
  readonly signed = new SignedSubject();
  #state: ReleaseState = "draft";
  #validUntil: string | null = null;
  readonly #gates: AskedGates;
  /** The outcome that the event before this one led to, and says why. */
  #caused: StandingOutcome | null = null;
  round: Round;

  constructor(rounds: readonly Round[], gates: AskedGates) {
    this.#rounds = rounds;
    this.#gates = gates;
    this.round = rounds[0]!;
  }

  /** What is wrong with an event, given the one that follows it. */
  take(event: Told, next: Told | undefined): string[] {
    this.#openRound(event);
    const faults = this.#faultsOf(event, next);
    this.#state = releaseAfter(this.#state, event);
    return this.#outlasts(event) ? faults : [...faults, "started without a valid approval"];
  }

  #openRound({ type, data }: Told): void {
    if (type !== "release.opened" && type !== "release.edited") return;
    for (const { person: personId, because } of data.contributors)
      this.#contributors.push({ personId, because });
    this.round = this.#rounds[data.round - 1] ?? this.round;
  }

  /** Tracks how long the approval is valid; false where the release started without one. */
  #outlasts({ type, data, at }: Told): boolean {
    if (type === "release.approved") this.#validUntil = data.validUntil;
    if (type === "release.edited" || type === "release.lapsed") this.#validUntil = null;
    return type !== "release.started" || (this.#validUntil !== null && at < this.#validUntil);
  }

  #faultsOf(event: Told, next: Told | undefined): string[] {
    const { type, data } = event;
    const { policy } = this.round.sections;
    switch (type) {
      case "verdict.cast":
        return this.#sign(recordedSignature(event, event.at), event.data.gates, next);
      case "objection.lifted":
        return this.#lift(event, next);
      case "release.edited":
        return this.#edit(event, next);
      case "release.submitted":
        return differenceAt(policy.seats, data.seats) === null
          ? []
          : ["names other seats than the policy section"];
      case "release.approved":
        return [...this.#derive(event), ...this.#approve(data.validUntil)];
      case "release.changes-requested":
      case "release.review-resumed":
        return this.#derive(event);
      case "release.started":
        return this.#start(event);
      case "release.lapsed":
        return [
          ...this.signed.lapse(data.lapsed),
          ...(this.#council().approved ? ["lapsed although every seat was met"] : []),
        ];
      default:
        return [];
    }
  }

  #start({ data }: Told<"release.started">): string[] {
    const { blocked, faults } = this.#gates.ask(data.gates, this.round);
    return [
      ...faults,
      ...(this.#council().approved ? [] : ["went out although not every seat was met"]),
      ...(blocked ? ["went out although a gate that must pass did not"] : []),
    ];
  }

  #sign(signature: RecordedSignature, said: GatesSaid | undefined, next: Told | undefined): string[] {
    const asked = signature.decision === "approve" ? this.#gates.ask(said, this.round) : NOT_ASKED;
    const faults = [...this.signed.take(signature, this.#then()), ...asked.faults];
    const due = consequenceOfVerdict(this.#state, signature.decision, this.#council(), asked);
    return [...faults, ...consequenceFaults(due, isDerived(next) ? undefined : next, VERDICT_CONSEQUENCES)];
  }

  /** An edit may restore what was signed. That it did can be told only where it says whose authority had ended. */
  #edit({ data, at, ...event }: Told<"release.edited">, next: Told | undefined): string[] {
    if (!data.lapsed) return [];
    const asked = this.#gates.ask(data.gates, this.round);
    const faults = [...this.signed.lapse(data.lapsed), ...asked.faults];
    const due = this.#outcome(releaseAfter(this.#state, event), at, asked);
    this.#caused = due;
    return due === null || next?.type === due
      ? faults
      : [...faults, `${due} is due after this edit but does not follow`];
  }

  #lift({ data, at }: Told<"objection.lifted">, next: Told | undefined): string[] {
    const asked = this.#gates.ask(data.gates, this.round);
    const faults = [...this.signed.lift(data, this.#then()), ...asked.faults];
    if (data.subject !== this.round.subject) faults.push("is over a digest the release did not have");
    const due = this.#outcome(this.#state, at, asked);
    this.#caused = due;
    return due === null || (next?.type === due && isDerived(next))
      ? faults
      : [...faults, `${due} is due after this objection was lifted but does not follow`];
  }

  /** What followed with no signature, because an edit or somebody's authority changed where the sign-off stands. */
  #derive(event: Told): string[] {
    if (!isDerived(event)) return [];
    const caused = this.#caused === event.type;
    this.#caused = null;
    const lapsed = this.signed.lapse(event.data.lapsed ?? []);
    if (caused) return lapsed;
    const asked = this.#council().approved ? this.#gates.ask(saidBy(event), this.round) : NOT_ASKED;
    const faults = [...lapsed, ...asked.faults];
    return this.#outcome(this.#state, event.at, asked) === event.type
      ? faults
      : [...faults, `${event.type} does not follow from the sign-off as it stood`];
  }

  #approve(validUntil: string): string[] {
    const end = approvalEnd(this.#council(), this.round.sections.policy.validDays);
    if (!end) return ["was approved although not every seat was met"];
    return validUntil === end.toISOString() ? [] : ["is valid for another time than the policy says"];
  }

  #outcome(state: ReleaseState, at: string, { blocked }: Pick<Answer, "blocked">) {
    const { validDays } = this.round.sections.policy;
    return outcomeOfStanding(state, this.#council(), { validDays, now: new Date(at), blocked });
  }

  #then() {
    const { round, subject: digest, digests, sections } = this.round;
    const { seats } = sections.policy;
    return { kind: "release", round, digest, digests, seats, contributors: this.#contributors } as const;
  }

  #council = () => this.signed.council(this.#then());
}
