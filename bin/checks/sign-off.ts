import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type CastVerdict, councilStanding } from "#lib/councils/quorum.ts";
import { type Section, signedSections } from "#lib/councils/sections.ts";
import type { EventType } from "#lib/overview/events.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { differenceAt, documentCheck, type Round, type Told, toldIn } from "./documents.ts";
import { approvalEnd } from "./sections.ts";

type CastData = Told<"verdict.cast">["data"];

/** What a signature can lead to. */
const CONSEQUENCES: readonly EventType[] = [
  "release.approved",
  "release.rejected",
  "release.changes-requested",
  "release.review-resumed",
];

/**
 * Replays every signature in the order of the log: who signed what, whether they were allowed to, and that the release
 * was approved exactly when all seats were met and nobody objected.
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
  return `${replay.verdicts.length} signatures by people who had no part in it, one seat each; ${met}`;
});

class Replay {
  readonly #rounds: readonly Round[];
  readonly #contributors: { personId: string; because: string }[] = [];
  readonly verdicts: CastVerdict[] = [];
  #state: ReleaseState = "draft";
  #validUntil: string | null = null;
  /** Seats as `person/seat` whose signer lost the authority. */
  #lapsed = new Set<string>();
  round: Round;

  constructor(rounds: readonly Round[]) {
    this.#rounds = rounds;
    this.round = rounds[0]!;
  }

  /** What is wrong with an event, given the one that follows it. */
  take(event: Told, next: Told | undefined): string[] {
    const { type, data, at } = event;
    if (type === "release.opened" || type === "release.edited")
      for (const { person, because } of data.contributors)
        this.#contributors.push({ personId: person, because });
    if (type === "release.edited") this.round = this.#rounds[data.round - 1] ?? this.round;
    const faults = this.#faultsOf(event, next);
    this.#state = releaseAfter(this.#state, event);
    if (type === "release.approved") this.#validUntil = data.validUntil;
    if (type === "release.edited" || type === "release.lapsed") this.#validUntil = null;
    if (type === "release.started" && !(this.#validUntil !== null && at < this.#validUntil))
      faults.push("went out without a valid approval");
    return faults;
  }

  #faultsOf({ type, data, at }: Told, next: Told | undefined): string[] {
    const { policy } = this.round.sections;
    if (type === "verdict.cast") return this.#cast(data, at, next);
    if (type === "release.submitted" && differenceAt(policy.seats, data.seats) !== null)
      return ["names other seats than the policy section"];
    if (type === "release.approved" && data.validUntil !== approvalEnd(at, policy.validDays))
      return ["is valid for another time than the policy says"];
    if (type === "release.started" && !this.#council().approved)
      return ["went out although not every seat was met"];
    if (type === "release.lapsed") this.#setLapsed(data.lapsed);
    if (type === "release.lapsed" && this.#council().approved) return ["lapsed although every seat was met"];
    return [];
  }

  #cast(data: CastData, at: string, next: Told | undefined): string[] {
    const faults = this.#signable(data);
    const { verdict: id, round, seat, decision, signer: signerId, sections } = data;
    this.verdicts.push({
      id,
      round,
      seat,
      decision,
      signerId,
      sectionDigests: sections,
      signedAt: new Date(at),
    });
    this.#setLapsed(data.lapsed);
    this.#lapsed.delete(`${signerId}/${seat}`);
    const due = this.#consequence(decision);
    const follows = next && CONSEQUENCES.includes(next.type) ? next.type : null;
    if (due !== follows)
      faults.push(
        due === null
          ? `${follows} followed, although the signatures did not lead to it`
          : `${due} is due after this signature but does not follow`,
      );
    return faults;
  }

  #setLapsed(ids: readonly string[]): void {
    const lapsed = this.verdicts.filter((verdict) => ids.includes(verdict.id));
    this.#lapsed = new Set(lapsed.map((verdict) => `${verdict.signerId}/${verdict.seat}`));
  }

  #signable({ round, subject, sections, seat, signer }: CastData): string[] {
    const { seats } = this.round.sections.policy;
    const { digests } = this.round;
    const faults: string[] = [];
    if (round !== this.round.round || subject !== this.round.subject)
      faults.push("was signed over another round or digest than the release was in");
    const due = Object.fromEntries(
      signedSections(seat, seats).map((section: Section) => [section, digests[section]]),
    );
    if (differenceAt(due, sections) !== null) faults.push(`is not over the sections ${seat} answers for`);
    const eligible = mayFillSeat({
      // That the signer speaks for the function is the server's word at the time; the log holds the rest.
      signer: { id: signer, functions: [seat] },
      seat,
      seats,
      contributors: this.#contributors,
      verdicts: this.verdicts,
    });
    if (!eligible.ok) faults.push(`should not have been taken (${eligible.error.code})`);
    return faults;
  }

  #council() {
    return councilStanding({
      seats: this.round.sections.policy.seats,
      verdicts: this.verdicts,
      digests: this.round.digests,
      entitled: (signerId, seat) => !this.#lapsed.has(`${signerId}/${seat}`),
    });
  }

  #consequence(decision: string): string | null {
    const council = this.#council();
    const asked = this.#state === "changes-requested";
    if (decision === "reject") return "release.rejected";
    if (decision === "request-changes") return asked ? null : "release.changes-requested";
    if (council.approved) return "release.approved";
    return asked && council.objections.length === 0 ? "release.review-resumed" : null;
  }
}
