import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import {
  approvalEnd,
  consequenceOfVerdict,
  outcomeOfStanding,
  type StandingOutcome,
  VERDICT_CONSEQUENCES,
} from "#lib/releases/consequence.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { differenceAt, documentCheck, type Round, type Told, toldIn } from "./documents.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and that the release
 * was approved exactly when all seats were met and nobody objected, with a signature or because an edit or somebody's
 * authority changed where the sign-off stood.
 */
export const signOffCheck = documentCheck("sign-off", ({ release }, packet, found) => {
  const events = toldIn(packet, `release/${release.id}`);
  const replay = new Replay(release.rounds);
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

class Replay {
  readonly #rounds: readonly Round[];
  readonly #contributors: { personId: string; because: string }[] = [];
  readonly signed = new SignedSubject();
  #state: ReleaseState = "draft";
  #validUntil: string | null = null;
  round: Round;

  constructor(rounds: readonly Round[]) {
    this.#rounds = rounds;
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
        return this.#sign(recordedSignature(event, event.at), next);
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
        return this.#council().approved ? [] : ["went out although not every seat was met"];
      case "release.lapsed":
        return [
          ...this.signed.lapse(data.lapsed),
          ...(this.#council().approved ? ["lapsed although every seat was met"] : []),
        ];
      default:
        return [];
    }
  }

  #sign(signature: RecordedSignature, next: Told | undefined): string[] {
    const faults = this.signed.take(signature, this.#then());
    const due = consequenceOfVerdict(this.#state, signature.decision, this.#council());
    return [...faults, ...consequenceFaults(due, isDerived(next) ? undefined : next, VERDICT_CONSEQUENCES)];
  }

  /** An edit may restore what was signed. That it did can be told only where it says whose authority had ended. */
  #edit({ data, at, ...event }: Told<"release.edited">, next: Told | undefined): string[] {
    if (!data.lapsed) return [];
    const faults = this.signed.lapse(data.lapsed);
    const due = this.#outcome(releaseAfter(this.#state, event), at);
    return due === null || next?.type === due
      ? faults
      : [...faults, `${due} is due after this edit but does not follow`];
  }

  #lift({ data, at }: Told<"objection.lifted">, next: Told | undefined): string[] {
    const faults = this.signed.lift(data, this.#then());
    if (data.subject !== this.round.subject) faults.push("is over a digest the release did not have");
    const due = this.#outcome(this.#state, at);
    return due === null || (next?.type === due && isDerived(next))
      ? faults
      : [...faults, `${due} is due after this objection was lifted but does not follow`];
  }

  /** What followed with no signature, because an edit or somebody's authority changed where the sign-off stands. */
  #derive(event: Told): string[] {
    if (!isDerived(event)) return [];
    const faults = this.signed.lapse(event.data.lapsed ?? []);
    return this.#outcome(this.#state, event.at) === event.type
      ? faults
      : [...faults, `${event.type} does not follow from the sign-off as it stood`];
  }

  #approve(validUntil: string): string[] {
    const end = approvalEnd(this.#council(), this.round.sections.policy.validDays);
    if (!end) return ["was approved although not every seat was met"];
    return validUntil === end.toISOString() ? [] : ["is valid for another time than the policy says"];
  }

  #outcome(state: ReleaseState, at: string) {
    const { validDays } = this.round.sections.policy;
    return outcomeOfStanding(state, this.#council(), { validDays, now: new Date(at) });
  }

  #then() {
    const { round, subject: digest, digests, sections } = this.round;
    const { seats } = sections.policy;
    return { kind: "release", round, digest, digests, seats, contributors: this.#contributors } as const;
  }

  #council = () => this.signed.council(this.#then());
}
