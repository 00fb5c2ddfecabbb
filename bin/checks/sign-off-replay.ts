import { approversOf } from "#lib/councils/circle.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { binding, type Entering, holding } from "#lib/releases/conditions.ts";
import {
  consequenceOfVerdict,
  outcomeOfStanding,
  type StandingOutcome,
  VERDICT_CONSEQUENCES,
} from "#lib/releases/consequence.ts";
import { OUT, type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import type { Packet } from "../verify-packet.ts";
import { type Answer, AskedGates, NOT_ASKED } from "./asked-gates.ts";
import { Compositions } from "./compositions-told.ts";
import { ConditionsTold } from "./conditions-told.ts";
import { approvalFaults, isDerived, lapseFaults, missing, saidBy, startFaults, waivedIn } from "./derived.ts";
import { type Documents, differenceAt, type Round, type Told } from "./documents.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";
import { subjectThen } from "./subject-then.ts";
import { ThreadsTold } from "./threads-told.ts";
import type { Asking } from "./waivers-told.ts";

type Blocked = Pick<Answer, "blocked">;

/** The sign-off of a release, event by event, as the log tells it. */
export class SignOffReplay {
  readonly #rounds: readonly Round[];
  readonly contributors: { personId: string; because: string }[] = [];
  readonly signed = new SignedSubject();
  readonly conditions = new ConditionsTold();
  readonly threads = new ThreadsTold();
  readonly recused = new Set<string>();
  readonly #gates: AskedGates;
  readonly #compositions: Compositions;
  /** The outcome that the event before this one led to, and says why. */
  #caused: StandingOutcome | null = null;
  #state: ReleaseState = "draft";
  #validUntil: string | null = null;
  #waived: readonly string[] = [];
  #rushed: string | null = null;
  #at = "";
  round: Round;

  constructor(documents: Documents, packet: Packet) {
    this.#rounds = documents.release.rounds;
    this.#gates = new AskedGates(documents, packet);
    this.#compositions = new Compositions(documents, packet);
    this.round = this.#rounds[0]!;
  }

  /** What is wrong with an event, given the one that follows it. */
  take(event: Told, next: Told | undefined): string[] {
    this.#openRound(event);
    this.#at = event.at;
    this.threads.take(event);
    const faults = this.#faultsOf(event, next);
    faults.push(...this.#compositions.take(event, this.round, this.council()));
    this.#state = releaseAfter(this.#state, event);
    this.conditions.take(event);
    return this.#outlasts(event) ? faults : [...faults, "started without a valid approval"];
  }

  #openRound({ type, data }: Told): void {
    if (type !== "release.opened" && type !== "release.edited") return;
    for (const { person: personId, because } of data.contributors)
      this.contributors.push({ personId, because });
    this.round = this.#rounds[data.round - 1] ?? this.round;
  }

  /** Tracks how long the approval is valid; false where the release started without one. */
  #outlasts({ type, data, at }: Told): boolean {
    if (type === "release.approved") this.#validUntil = data.validUntil;
    if (type === "release.edited" || type === "release.lapsed") this.#validUntil = null;
    if (type === "release.started" && this.#isRushed()) return true;
    return type !== "release.started" || (this.#validUntil !== null && at < this.#validUntil);
  }

  #faultsOf(event: Told, next: Told | undefined): string[] {
    const { type, data } = event;
    const { policy } = this.round.sections;
    switch (type) {
      case "verdict.cast":
        return this.#sign(event, next);
      case "objection.lifted":
        return this.#lift(event, next);
      case "condition.signed":
        return this.#answer(event, next);
      case "challenge.judged":
        return this.#judge(event, next);
      case "recusal.declared":
        return this.#recuse(event, next);
      case "emergency.authorised":
        this.#rushed = data.subject;
        return [];
      case "release.seat-reminded":
      case "release.seat-escalated":
        return this.#lapse(data.lapsed);
      case "release.edited":
        return this.#edit(event, next);
      case "release.submitted":
        return differenceAt(policy.seats, data.seats) === null
          ? []
          : ["names other seats than the policy section"];
      case "release.approved":
        return [...this.#derive(event), ...approvalFaults(this.council(), data.validUntil, policy.validDays)];
      case "release.changes-requested":
      case "release.review-resumed":
        return this.#derive(event);
      case "release.started":
        return this.#start(event);
      case "release.lapsed":
        return [...this.#lapse(data.lapsed), ...lapseFaults(this.council())];
      default:
        return [];
    }
  }

  /** Let out as an emergency, and nobody objects: no seat and no gate holds it. */
  #isRushed = (): boolean => this.#rushed === this.round.subject && this.council().objections.length === 0;

  #start(event: Told<"release.started">): string[] {
    const { gates } = event.data;
    this.#waived = waivedIn(gates);
    const { blocked, faults } = this.#gates.ask(gates, this.round, this.#asking(event));
    if (this.#state === "in-review" && this.#isRushed()) return [...faults];
    return [...faults, ...startFaults(this.council(), blocked)];
  }

  #sign(event: Told<"verdict.cast">, next: Told | undefined): string[] {
    const signature: RecordedSignature = recordedSignature(event, event.at);
    const asked =
      signature.decision === "approve"
        ? this.#gates.ask(event.data.gates, this.round, this.#asking(event))
        : NOT_ASKED;
    const faults = [...this.signed.take(signature, this.#then()), ...asked.faults];
    if (OUT.includes(this.#state) && this.#rushed === null) faults.push("signs a release that had gone out");
    this.threads.lapse(signature.lapsed);
    const due = consequenceOfVerdict(this.#state, signature.decision, this.council(), asked);
    return [...faults, ...consequenceFaults(due, isDerived(next) ? undefined : next, VERDICT_CONSEQUENCES)];
  }

  /** An edit may restore what was signed. That it did can be told only where it says whose authority had ended. */
  #edit({ data, at, ...event }: Told<"release.edited">, next: Told | undefined): string[] {
    if (!data.lapsed) return [];
    const asked = this.#gates.ask(data.gates, this.round, this.#asking({ at, ...event }));
    const faults = [...this.#lapse(data.lapsed), ...asked.faults];
    const due = this.#outcome(releaseAfter(this.#state, event), at, asked);
    this.#caused = due;
    return due === null || next?.type === due
      ? faults
      : [...faults, `${due} is due after this edit but does not follow`];
  }

  /** A condition that is met may have been all that kept the release from being approved. */
  #answer({ data, at }: Told<"condition.signed">, next: Told | undefined): string[] {
    const faults = this.#lapse(data.lapsed);
    const met = this.conditions.with({ condition: data.condition, decision: data.decision });
    const due = this.#outcome(this.#state, at, this.#gates.waitedFor(this.round), met);
    return [...faults, ...missing(due, next, "this condition was met")];
  }

  /** Whoever recuses themselves takes back what they signed; an approval that rests on it lapses at once. */
  #recuse({ data, at }: Told<"recusal.declared">, next: Told | undefined): string[] {
    const faults = this.recused.has(data.signer) ? ["is by somebody who had recused themselves already"] : [];
    if (data.subject !== this.round.subject) faults.push("is over a digest the release did not have");
    this.recused.add(data.signer);
    if (this.#state === "approved" && !this.council().approved)
      return next?.type === "release.lapsed"
        ? faults
        : [...faults, "took an approval back, which did not lapse"];
    // Whose authority had ended is told by what follows.
    if (next && isDerived(next)) faults.push(...this.#lapse(next.data.lapsed ?? []));
    const due = this.#outcome(this.#state, at, this.#gates.waitedFor(this.round));
    return due === null || next?.type === due ? faults : [...faults, `${due} is due after this recusal`];
  }

  /** A satisfactory answer may have been all that kept the release from being approved. */
  #judge({ data, at, id }: Told<"challenge.judged">, next: Told | undefined): string[] {
    const asked = this.#gates.ask(data.gates, this.round, this.#asking({ id, at }));
    const faults = [...this.#lapse(data.lapsed), ...asked.faults];
    const due = this.#outcome(this.#state, at, asked);
    this.#caused = due;
    return [...faults, ...missing(due, next, "this challenge was judged")];
  }

  /** Whose authority had ended, of those who signed and of those who judged; returns what is wrong with that. */
  #lapse(ids: readonly string[]): string[] {
    this.threads.lapse(ids);
    return this.signed.lapse(ids);
  }

  #lift({ data, at, id }: Told<"objection.lifted">, next: Told | undefined): string[] {
    const asked = this.#gates.ask(data.gates, this.round, this.#asking({ id, at }));
    const faults = [...this.signed.lift(data, this.#then()), ...asked.faults];
    this.threads.lapse(data.lapsed);
    if (data.subject !== this.round.subject) faults.push("is over a digest the release did not have");
    const due = this.#outcome(this.#state, at, asked);
    this.#caused = due;
    return [...faults, ...missing(due, next, "this objection was lifted")];
  }

  /** What followed with no signature, because an edit or somebody's authority changed where the sign-off stands. */
  #derive(event: Told): string[] {
    if (!isDerived(event)) return [];
    const caused = this.#caused === event.type;
    this.#caused = null;
    const lapsed = this.#lapse(event.data.lapsed ?? []);
    if (caused) return lapsed;
    const asked = this.council().approved
      ? this.#gates.ask(saidBy(event), this.round, this.#asking(event))
      : NOT_ASKED;
    const faults = [...lapsed, ...asked.faults];
    return this.#outcome(this.#state, event.at, asked) === event.type
      ? faults
      : [...faults, `${event.type} does not follow from the sign-off as it stood`];
  }

  #outcome(state: ReleaseState, at: string, { blocked }: Blocked, conditions = this.conditions) {
    const of = { validDays: this.round.sections.policy.validDays, now: new Date(at), blocked };
    return outcomeOfStanding(state, this.council(conditions), of);
  }

  /** The conditions that forbid a rollout to enter this at a moment, by id. */
  heldBy(entering: Entering, at: string): string[] {
    this.#at = at;
    const { plan } = this.round.sections;
    const bound = binding(this.conditions.all(), this.council());
    return holding(bound, { plan, entering, now: new Date(at) }).map(({ id }) => id);
  }

  /** Whom a waiver must be apart from, as of an event. */
  #asking({ id, at }: Pick<Told, "id" | "at">): Asking {
    return { id, at, contributors: this.contributors, sayers: approversOf(this.signed.signatures) };
  }

  /** The gates over which the release started and that no waiver covers at an event, by id. */
  uncovered(event: Pick<Told, "id" | "at">, tier: Tier): string[] {
    return this.#gates.uncovered(this.#waived, this.round, { asking: this.#asking(event), tier });
  }

  #then = () => subjectThen(this.round, this, this.#compositions.rosterOf(this.round));

  /** A subject of which this person could sign: for the checks of what hangs on a seat. */
  seating = () => ({ ...this.#then(), signatures: this.signed.signatures });

  council(conditions: Pick<ConditionsTold, "overdue"> = this.conditions) {
    const overdue = conditions.overdue(new Date(this.#at));
    return this.signed.council({ ...this.#then(), overdue });
  }
}
