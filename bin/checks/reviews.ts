import { z } from "zod";
import {
  consequenceOfReview,
  REVIEW_CONSEQUENCES,
  reviewDigest,
  signableReview,
} from "#lib/councils/re-review.ts";
import {
  isReviewSignable,
  mayStartBesideReview,
  mayWidenBesideReview,
} from "#lib/councils/re-review-rules.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import { type PolicyContent, routeFor } from "#lib/policy/policy.ts";
import type { Packet } from "../verify-packet.ts";
import { enteringOf } from "./conditions.ts";
import { type Documents, documentCheck, type Found, type Round, type Told, toldBy } from "./documents.ts";
import { refused } from "./refused.ts";
import { causeFaults, joinFaults, termsFaults } from "./review-faults.ts";
import { holdingIn, isOfReview, type ReviewThen, type ReviewTold, reviewAfter } from "./reviews-told.ts";
import { holdKeptStatement } from "./signatures.ts";
import { consequenceFaults } from "./signed-subject.ts";

/**
 * Replays the re-reviews of what is live of the model: each has the council and the calendar of the policy in force, a cause
 * that joins it changes what is signed, its council found what it says, and its conditions became findings. The release of the
 * packet neither started nor widened while one held it back.
 */
export const reviewsCheck = documentCheck("re-reviews", (documents, packet, found) => {
  const replay = new Replay(documents, packet, found);
  const { release, rollout } = documents;
  const events = packet.entries.flatMap((entry) => {
    const told = toldBy(entry);
    return told ? [{ told, stream: entry.value.stream }] : [];
  });
  const own = new Set([`release/${release.id}`, `rollout/${rollout?.id}`]);
  for (const [at, { told, stream }] of events.entries()) {
    const ofModel = stream === `model/${release.model}`;
    const rest = ofModel ? events.slice(at + 1).filter((one) => one.stream === stream) : [];
    const faults = replay.take(told, { stream, own: own.has(stream), after: rest.map((one) => one.told) });
    for (const fault of faults) found.tampered(told.place, fault);
  }
  return replay.says();
});

type Around = { readonly stream: string; readonly own: boolean; readonly after: readonly Told[] };

class Replay {
  readonly #documents: Documents;
  readonly #packet: Packet;
  readonly #found: Found;
  readonly #reviews = new Map<string, ReviewThen>();
  readonly #policies = new Map<number, PolicyContent>();
  /** Releases that are live no more. */
  readonly #gone = new Set<string>();
  /** By release: whoever had a part in it. */
  readonly #parts = new Map<string, { personId: string; because: string }[]>();
  #inForce = 0;
  #owner = "";
  #approvedAt: Date | null = null;
  #round: Round;

  constructor(documents: Documents, packet: Packet, found: Found) {
    this.#documents = documents;
    this.#packet = packet;
    this.#found = found;
    this.#round = documents.release.rounds[0]!;
  }

  says(): string {
    const all = [...this.#reviews.values()];
    const open = all.filter(({ state }) => state === "open").length;
    return all.length === 0
      ? "what is live of the model was not reviewed again"
      : `${all.length} re-reviews of what is live, ${open} of them open`;
  }

  take(told: Told, around: Around): string[] {
    this.#note(told, around);
    if (around.stream === `model/${this.#documents.release.model}` && isOfReview(told))
      return this.#ofReview(told, around.after);
    return around.own ? this.#goingFaults(told) : [];
  }

  #note(told: Told, { stream, own }: Around): void {
    const id = stream.slice(stream.indexOf("/") + 1);
    if (told.type === "policy.published") {
      this.#policies.set(told.data.version, told.data.content as PolicyContent);
      this.#inForce = told.data.version;
    }
    if (told.type === "model.created" && id === this.#documents.release.model)
      this.#owner = told.data.ownerId;
    if (told.type === "release.superseded" || told.type === "release.rolled-back") this.#gone.add(id);
    if (told.type === "release.reinstated") this.#gone.delete(id);
    if (told.type === "release.opened" || told.type === "release.edited") this.#edited(told, id);
    if (own && told.type === "release.approved") this.#approvedAt = new Date(told.at);
  }

  #edited({ data }: Told<"release.opened" | "release.edited">, release: string): void {
    const joined = data.contributors.map(({ person: personId, because }) => ({ personId, because }));
    this.#parts.set(release, [...(this.#parts.get(release) ?? []), ...joined]);
    if (release === this.#documents.release.id)
      this.#round = this.#documents.release.rounds[data.round - 1] ?? this.#round;
  }

  #ofReview(told: ReviewTold, after: readonly Told[]): string[] {
    const before = this.#reviews.get(told.data.review);
    const faults = this.#faultsOf(told, before, after);
    const next = reviewAfter(before, told, this.#documents.release.model, (caused) => this.#words(caused));
    if (next) this.#reviews.set(next.review.id, next);
    if (next && (told.type === "review.opened" || told.type === "review.raised"))
      faults.push(...this.#digestFaults(told, next));
    return faults;
  }

  #faultsOf(told: ReviewTold, before: ReviewThen | undefined, after: readonly Told[]): string[] {
    if (told.type === "review.opened")
      return [...(before ? ["opens a re-review that was opened before"] : []), ...this.#openFaults(told)];
    if (!before) return ["is of a re-review that nobody opened"];
    if (before.state !== "open") return ["is of a re-review that had ended"];
    if (told.type === "review.raised") return joinFaults(told, before);
    return told.type === "review.signed"
      ? this.#signFaults(told, before, after)
      : this.#endFaults(told, before);
  }

  #endFaults({ type }: ReviewTold, before: ReviewThen): string[] {
    if (type === "review.passed")
      return this.#council(before).approved ? [] : ["is without the signatures of its council"];
    if (type === "review.failed")
      return before.signed.signatures.at(-1)?.decision === "reject" ? [] : ["is without a signed “not fit”"];
    return this.#gone.has(before.review.subject.release) ? [] : ["closes it although the release is live"];
  }

  #openFaults(told: Told<"review.opened">): string[] {
    const { terms, subject, round } = told.data;
    const content = this.#policies.get(terms.policy);
    const route = content && routeFor(content, terms.tier);
    if (terms.policy !== this.#inForce || !route?.ok) return ["is under a policy that was not in force"];
    const others = [...this.#reviews.values()].filter(
      ({ state, review }) => state === "open" && review.subject.pointerId === subject.pointerId,
    );
    return [
      ...causeFaults(told),
      ...termsFaults(told, route.value),
      ...(round === 1 ? [] : ["does not begin with its first cause"]),
      ...(others.length === 0 ? [] : ["is beside another that is open on its pointer"]),
      ...(this.#gone.has(subject.release) ? ["is of a release that is not live"] : []),
    ];
  }

  #signFaults(told: Told<"review.signed">, kept: ReviewThen, after: readonly Told[]): string[] {
    const subject = this.#subject(kept);
    const signature = recordedSignature(told, told.at);
    holdKeptStatement(this.#packet, told, subject, this.#found);
    const faults = [...refused(isReviewSignable(kept.state)), ...kept.signed.take(signature, subject)];
    const due = consequenceOfReview(signature.decision, this.#council(kept));
    const conditions = told.data.conditions ?? [];
    const opened = after.filter(({ type }) => type === "finding.opened");
    const followed = conditions.every(({ owner, dueAt }) =>
      opened.some(
        (one) => one.type === "finding.opened" && one.data.owner === owner && one.data.dueAt === dueAt,
      ),
    );
    return [
      ...faults,
      ...consequenceFaults(due, after[0], REVIEW_CONSEQUENCES),
      ...(followed ? [] : ["has a condition that did not become a finding"]),
    ];
  }

  #council = (kept: ReviewThen) => kept.signed.council(this.#subject(kept));

  #subject({ review, digest }: ReviewThen) {
    return signableReview({
      id: review.id,
      model: review.model,
      round: review.causes.length,
      digest,
      seats: review.terms.seats,
      ownerId: this.#owner,
      contributors: this.#parts.get(review.subject.release) ?? [],
    });
  }

  #words({ id: uid }: Told) {
    const read = (name: string): string | null => {
      const kept = this.#packet.details.find((one) => one.uid === uid && one.name === name);
      return z.string().safeParse(kept?.body).data ?? null;
    };
    return { reason: read("reason"), evidence: read("evidence") };
  }

  /** Where the words of a cause were erased, its digest cannot be made again. */
  #digestFaults(told: Told<"review.opened" | "review.raised">, { review }: ReviewThen): string[] {
    const erased = review.causes.some(({ source, reason }) => source === null && reason === null);
    return erased || reviewDigest(review) === told.data.digest ? [] : ["does not hash to what is signed"];
  }

  #goingFaults(told: Told): string[] {
    const { release } = this.#documents;
    const going = {
      release: { id: release.id, pointerId: this.#pointer(), approvedAt: this.#approvedAt },
      changeClass: this.#round.sections.target.changeClass,
      holding: holdingIn([...this.#reviews.values()], this.#gone),
    };
    const now = new Date(told.at);
    if (told.type === "release.started") return refused(mayStartBesideReview(going, now));
    return enteringOf(told) === null ? [] : refused(mayWidenBesideReview(going, now));
  }

  #pointer(): string {
    const opened = this.#packet.entries.find(
      ({ value }) =>
        value.stream === `release/${this.#documents.release.id}` && value.action === "release.opened",
    );
    return opened?.value.targets.find(({ type }) => type === "pointer")?.id ?? "";
  }
}
