import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { outcomeOfVerdict, VERDICT_OUTCOMES } from "#lib/releases/outcome.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt, documentCheck, placeOf, type Round, streamOf } from "./documents.ts";
import { approvalEnd } from "./sections.ts";
import { outcomeFaults, SignedSubject } from "./signed-subject.ts";

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and that the release
 * was approved exactly when all seats were met and nobody objected.
 */
export const signOffCheck = documentCheck("sign-off", ({ release }, packet, found) => {
  const events = streamOf(packet, `release/${release.id}`);
  const replay = new Replay(release.rounds);
  let met = "never approved";
  for (const [i, event] of events.entries()) {
    const next = events[i + 1];
    for (const fault of replay.take(event, next)) found.tampered(placeOf(event), fault);
    if (event.value.action === "release.approved") met = `approved with round ${replay.round.round}`;
  }
  return `${replay.signed.signatures.length} signatures by people who had no part in it, one seat each; ${met}`;
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
  take(event: Entry, next: Entry | undefined): string[] {
    const { action, data, occurred_at: at } = event.value;
    for (const { person, because } of data?.contributors ?? [])
      this.#contributors.push({ personId: person, because });
    if (action === "release.edited") this.round = this.#rounds[data.round - 1] ?? this.round;
    const signature = recordedSignature(action, data ?? {}, at);
    const faults = signature ? this.#sign(signature, next) : this.#faultsOf(event);
    this.#state = releaseAfter(this.#state, { type: action });
    if (action === "release.approved") this.#validUntil = data.validUntil;
    if (["release.edited", "release.lapsed"].includes(action)) this.#validUntil = null;
    if (action === "release.started" && !(this.#validUntil !== null && at < this.#validUntil))
      faults.push("went out without a valid approval");
    return faults;
  }

  #faultsOf(event: Entry): string[] {
    const { action, data, occurred_at: at } = event.value;
    const { policy } = this.round.sections;
    if (action === "release.submitted" && differenceAt(policy.seats, data.seats) !== null)
      return ["names other seats than the policy section"];
    if (action === "release.approved" && data.validUntil !== approvalEnd(at, policy.validDays))
      return ["is valid for another time than the policy says"];
    if (action === "release.started" && !this.#council().approved)
      return ["went out although not every seat was met"];
    if (action === "release.lapsed") this.signed.lapse(data.lapsed);
    if (action === "release.lapsed" && this.#council().approved)
      return ["lapsed although every seat was met"];
    return [];
  }

  #sign(signature: RecordedSignature, next: Entry | undefined): string[] {
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
