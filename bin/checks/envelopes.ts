import { z } from "zod";
import {
  consequenceOfEnvelope,
  ENVELOPE_CONSEQUENCES,
  type Envelope,
  envelopeDigest,
  signableEnvelope,
} from "#lib/councils/envelope.ts";
import { isEnvelopeSignable, mayProposeEnvelope, mayRevokeEnvelope } from "#lib/councils/envelope-rules.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import { type PolicyContent, routeFor } from "#lib/policy/policy.ts";
import { isOpenFor } from "#lib/releases/standard.ts";
import type { Packet } from "../verify-packet.ts";
import { ClaimsTold } from "./claims-told.ts";
import { enteringOf } from "./conditions.ts";
import {
  type Documents,
  differenceAt,
  documentCheck,
  type Found,
  type Round,
  type Told,
  toldBy,
} from "./documents.ts";
import { baseFaults } from "./envelope-base.ts";
import { EnvelopesTold, type EnvelopeTold, isOfEnvelope } from "./envelopes-told.ts";
import { refused } from "./refused.ts";
import { holdKeptStatement } from "./signatures.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";
import { TierTold } from "./tier.ts";

/**
 * Replays the envelopes of the model: each was proposed within the limits of its tier, is measured against the release that a
 * whole council reviewed last, was signed by the council of a normal release, and was used no more often than it says, only
 * while it was in force. A release that claims one was inside it whenever it was approved, started and widened.
 */
export const envelopesCheck = documentCheck("envelopes", (documents, packet, found) => {
  const replay = new Replay(documents, packet, found);
  const events = eventsOf(documents, packet);
  for (const [i, { told, stream, place }] of events.entries()) {
    const next = events.slice(i + 1).find((one) => one.stream === stream)?.told;
    for (const fault of replay.take(told, { place, next })) found.tampered(told.place, fault);
  }
  return replay.says();
});

/** Of the model, the policies, the release and its rollout, in the order of the log. */
function eventsOf({ release, rollout }: Documents, packet: Packet) {
  const streams = new Set([
    `model/${release.model}`,
    `policy/${release.workspace}`,
    `release/${release.id}`,
    ...(rollout ? [`rollout/${rollout.id}`] : []),
  ]);
  return packet.entries.flatMap((entry, place) => {
    const { stream } = entry.value;
    const told = streams.has(stream) ? toldBy(entry) : null;
    return told ? [{ stream, told, place }] : [];
  });
}

type Around = { readonly place: number; readonly next: Told | undefined };
type Kept = { readonly said: Told<"envelope.proposed">; readonly signed: SignedSubject };

class Replay {
  readonly #documents: Documents;
  readonly #packet: Packet;
  readonly #found: Found;
  readonly #envelopes: EnvelopesTold;
  readonly #claims: ClaimsTold;
  readonly #kept = new Map<string, Kept>();
  readonly #policies = new Map<number, PolicyContent>();
  readonly #contributors: { personId: string }[] = [];
  readonly #tier = new TierTold();
  #inForce = 0;
  #owner = "";
  #round: Round;

  constructor(documents: Documents, packet: Packet, found: Found) {
    this.#documents = documents;
    this.#packet = packet;
    this.#found = found;
    this.#envelopes = new EnvelopesTold(documents, packet);
    this.#claims = new ClaimsTold(documents, packet);
    this.#round = documents.release.rounds[0]!;
  }

  says(): string {
    const { target } = this.#round.sections;
    const claimed = target.envelope ? `; this release went by envelope ${target.envelope.number}` : "";
    return this.#kept.size === 0
      ? "the model has no envelope for standard changes"
      : `${this.#kept.size} envelopes, each signed by the whole council and measured against what it reviewed last${claimed}`;
  }

  /** What is wrong with an event, given the one that follows it in its stream. */
  take(told: Told, around: Around): string[] {
    this.#tier.take(told);
    if (told.type === "model.created") this.#owner = told.data.ownerId;
    if (told.type === "policy.published") {
      this.#policies.set(told.data.version, told.data.content as PolicyContent);
      this.#inForce = told.data.version;
    }
    if (told.type === "release.opened" || told.type === "release.edited") {
      for (const { person: personId } of told.data.contributors) this.#contributors.push({ personId });
      this.#round = this.#documents.release.rounds[told.data.round - 1] ?? this.#round;
    }
    return isOfEnvelope(told) ? this.#faultsOf(told, around) : this.#claimFaults(told);
  }

  #faultsOf(told: EnvelopeTold, { place, next }: Around): string[] {
    const before = this.#envelopes.before(place);
    const envelope = before.find(({ id }) => id === told.data.envelope);
    if (told.type === "envelope.proposed") {
      const faults = envelope
        ? ["proposes an envelope that was proposed before"]
        : this.#propose(told, before);
      this.#kept.set(told.data.envelope, { said: told, signed: new SignedSubject() });
      return faults;
    }
    const kept = this.#kept.get(told.data.envelope);
    if (!kept || !envelope) return ["is of an envelope that nobody proposed"];
    switch (told.type) {
      case "envelope.signed":
        return this.#sign(told, { kept, envelope, next });
      case "envelope.granted":
        return this.#council(kept).approved ? [] : ["grants an envelope that its council did not sign"];
      case "envelope.refused":
        return kept.signed.signatures.at(-1)?.decision === "reject" ? [] : ["is without a rejection"];
      case "envelope.revoked":
        return refused(mayRevokeEnvelope(envelope));
      case "envelope.used":
        return this.#use(told, envelope);
    }
  }

  #propose(told: Told<"envelope.proposed">, before: readonly Envelope[]): string[] {
    const { terms, tier, policy, seats, pointerId } = told.data;
    const content = this.#policies.get(policy);
    const route = content && routeFor(content, tier);
    const others = before.filter(({ pointer }) => pointer === pointerId);
    const gates = (content?.gates ?? []).map(({ id }) => id);
    return [
      ...refused(mayProposeEnvelope(terms, { tier, others, gates, now: new Date(told.at) })),
      ...(policy === this.#inForce ? [] : ["is under a policy that was not in force"]),
      ...(route?.ok && route.value.standard && differenceAt(route.value.seats, seats) === null
        ? []
        : ["names other seats than a normal release of its tier has"]),
      ...(this.#tier.tier === null || this.#tier.tier === tier
        ? []
        : ["names another tier than the model had"]),
      ...this.#digestFaults(told),
      ...baseFaults(told, this.#documents, this.#packet),
    ];
  }

  /** Where its reason was erased, its digest cannot be made again. */
  #digestFaults({ id: uid, data }: Told<"envelope.proposed">): string[] {
    const kept = this.#packet.details.find((one) => one.uid === uid && one.name === "reason");
    const reason = z.string().safeParse(kept?.body).data;
    if (reason === undefined) return [];
    const { envelope: id, pointerId: pointer, tier, policy, seats, terms, base, digest } = data;
    const of = {
      id,
      model: this.#documents.release.model,
      pointer,
      tier,
      policy,
      seats,
      terms,
      base,
      reason,
    };
    return envelopeDigest(of) === digest ? [] : ["does not hash to what was signed"];
  }

  #sign(
    told: Told<"envelope.signed">,
    { kept, envelope, next }: { kept: Kept; envelope: Envelope; next: Told | undefined },
  ): string[] {
    const subject = this.#subject(kept);
    const signature = recordedSignature(told, told.at);
    holdKeptStatement(this.#packet, told, subject, this.#found);
    const faults = [
      ...refused(isEnvelopeSignable(envelope, new Date(told.at))),
      ...kept.signed.take(signature, subject),
    ];
    const due = consequenceOfEnvelope(signature.decision, this.#council(kept));
    return [...faults, ...consequenceFaults(due, next, ENVELOPE_CONSEQUENCES)];
  }

  #council = (kept: Kept) => kept.signed.council(this.#subject(kept));

  #subject({ said: { data, actor } }: Kept) {
    const { envelope: id, digest, seats } = data;
    const of = { id, model: this.#documents.release.model, digest, seats, proposer: actor };
    return signableEnvelope({ ...of, ownerId: this.#owner, contributors: [] });
  }

  #use({ data, at }: Told<"envelope.used">, envelope: Envelope): string[] {
    const { release } = this.#documents;
    const own = data.release === release.id;
    const claimed = this.#round.sections.target.envelope?.id;
    return [
      ...(isOpenFor(envelope, data.release, new Date(at)) ? [] : ["uses an envelope that was not in force"]),
      ...(data.use === envelope.uses.length + 1 && data.use <= envelope.terms.uses
        ? []
        : ["is not the next use of its envelope"]),
      ...(envelope.uses.some((one) => one.release === data.release) ? ["uses an envelope twice"] : []),
      ...(!own || (claimed === envelope.id && data.subject === this.#round.subject)
        ? []
        : ["is by another envelope or round than was signed"]),
    ];
  }

  /** Of the release's own claim, wherever it let something go on. */
  #claimFaults(told: Told): string[] {
    if (!this.#claims.claims(this.#round) || !isClaiming(told)) return [];
    const faults = this.#claims.outside(this.#round, { ...told, contributors: this.#contributors });
    return [...faults, ...(told.type === "release.started" ? this.#unused(told) : [])];
  }

  /** Whoever starts under an envelope uses it, which counts. */
  #unused({ targets }: Told<"release.started">): string[] {
    const rollout = targets.find(({ type }) => type === "rollout")?.id;
    const used = this.#packet.entries.some((entry) => {
      const told = entry.value.action === "envelope.used" ? toldBy(entry) : null;
      return told?.type === "envelope.used" && told.data.rollout === rollout;
    });
    return used ? [] : ["started under an envelope without using it"];
  }
}

const isClaiming = (told: Told): boolean =>
  (told.type === "verdict.cast" && told.data.decision === "approve") ||
  told.type === "release.approved" ||
  told.type === "release.started" ||
  enteringOf(told) !== null;
