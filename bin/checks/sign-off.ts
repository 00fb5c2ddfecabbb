import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { outcomeOfVerdict, VERDICT_OUTCOMES } from "#lib/releases/outcome.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { differenceAt, documentCheck, type Round, type Told, toldIn } from "./documents.ts";
import { approvalEnd } from "./sections.ts";
import { outcomeFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and whether the
 * release was approved exactly when all seats were met and nobody objected.
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
    const faults =
      event.type === "verdict.cast"
        ? this.#sign(recordedSignature(event, event.at), next)
        : this.#faultsOf(event);
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

  #faultsOf({ type, data, at }: Told): string[] {
    const { policy } = this.round.sections;
    if (type === "release.submitted" && differenceAt(policy.seats, data.seats) !== null)
      return ["names seats other than the policy section's"];
    if (type === "release.approved" && data.validUntil !== approvalEnd(at, policy.validDays))
      return ["is not valid for the time the policy sets"];
    if (type === "release.started" && !this.#council().approved)
      return ["started although not every seat was met"];
    if (type === "release.lapsed") this.signed.lapse(data.lapsed);
    if (type === "release.lapsed" && this.#council().approved) return ["lapsed although every seat was met"];
    return [];
  }

  #sign(signature: RecordedSignature, next: Told | undefined): string[] {
    const faults = this.signed.take(signature, this.#then());
    const due = outcomeOfVerdict(this.#state, signature.decision, this.#council());
    return [...faults, ...outcomeFaults(due, next, VERDICT_OUTCOMES)];
  }

  #then() {
    const { round, subject: digest, digests, sections } = this.round;
    const { seats } = sections.policy;
    return { kind: "release", round, digest, digests, seats, contributors: this.#contributors } as const;
  }

  #council = () => this.signed.council(this.#then());
}
