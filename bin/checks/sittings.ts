import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import { kindOf } from "#lib/councils/signable.ts";
import { recordedSignature, SIGNATURE_TYPES } from "#lib/councils/signature-event.ts";
import { sittingStream } from "#lib/councils/sitting-events.ts";
import { allApprove, isHeard, outcomeOf, unheardSeats } from "#lib/councils/sitting-outcome.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { OUT, type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, documentCheck, type Told, toldBy } from "./documents.ts";
import { refused } from "./refused.ts";
import { SignOffReplay } from "./sign-off-replay.ts";
import { type InForce, isOfSitting, SittingTold, type ToldSitting } from "./sittings-told.ts";

/**
 * Every sitting in which the release was heard, decided again: who ran it, its order, who was here, its minutes and who signed
 * them, and that the outcome of the release's item follows from the signatures by then. Outcomes of other subjects are as
 * the sitting's signers had them: their streams are in packets of their own.
 */
export const sittingsCheck = documentCheck("sittings", (documents, packet, found) => {
  if (!packet.entries.some(namesSitting)) return NOT_HEARD;
  const log = new SittingLog(documents, packet);
  for (const [i, entry] of packet.entries.entries()) {
    const told = toldBy(entry);
    if (!told) continue;
    const { stream } = entry.value;
    const next = packet.entries.slice(i + 1).find(({ value }) => value.stream === stream);
    const after = next ? (toldBy(next) ?? undefined) : undefined;
    for (const fault of log.take(told, { stream, next: after })) found.tampered(told.place, fault);
  }
  for (const fault of log.unheard()) found.tampered("entries.ndjson", fault);
  return log.count === 0
    ? NOT_HEARD
    : `${log.count} sittings, ${log.derived} outcomes of the release as its signatures had it, minutes as the log tells`;
});

const NOT_HEARD = "no council heard it in a sitting";

/** Most packets have no sitting, and their sign-off is replayed once. */
const namesSitting = ({ value: { stream, action, data } }: Packet["entries"][number]): boolean =>
  stream.startsWith("sitting/") ||
  action === "release.heard" ||
  (typeof data === "object" && data !== null && "inSitting" in data);

type Vouched = { readonly until: string; readonly purposes: readonly string[]; readonly at: string };

class SittingLog {
  readonly #release: string;
  readonly #policies: string;
  readonly #replay: SignOffReplay;
  readonly #composed = new Map<string, InForce>();
  readonly #sittings = new Map<string, SittingTold>();
  readonly #vouched = new Map<string, Vouched>();
  /** Items of the release that were recorded, and those that its own stream names. */
  readonly #recorded = new Set<string>();
  readonly #heard = new Set<string>();
  #state: ReleaseState = "draft";
  derived = 0;

  constructor(documents: Documents, packet: Packet) {
    this.#release = documents.release.id;
    this.#policies = policyStream(documents.release.workspace);
    this.#replay = new SignOffReplay(documents, packet);
  }

  get count(): number {
    return this.#sittings.size;
  }

  take(told: Told, { stream, next }: { readonly stream: string; readonly next: Told | undefined }): string[] {
    const faults = this.#vouchFaults(told);
    if (stream === this.#policies && told.type === "council.composed") this.#compose(told);
    if (stream === `release/${this.#release}`) {
      this.#replay.take(told, next);
      this.#state = releaseAfter(this.#state, told);
      if (told.type === "release.heard") this.#heard.add(told.data.item);
    }
    if (isOfSitting(told)) faults.push(...this.#sit(told, stream, next));
    return faults;
  }

  #compose({ data }: Told<"council.composed">): void {
    const { council, version, digest, content } = data;
    this.#composed.set(council, { version, digest, content: content as CompositionContent });
  }

  #sit(told: ToldSitting, stream: string, next: Told | undefined): string[] {
    const { sitting, council } = told.data;
    if (stream !== sittingStream(sitting)) return ["is in the stream of another sitting"];
    const kept = this.#sittings.get(sitting) ?? new SittingTold();
    this.#sittings.set(sitting, kept);
    const inForce = this.#composed.get(council);
    const outcome = told.type === "sitting-item.recorded" ? this.#outcome(told, kept, inForce) : [];
    if (told.type === "sitting.vouched") {
      const { signer, until, purposes } = told.data;
      this.#vouched.set(`${sitting} ${signer}`, { until, purposes, at: told.at });
    }
    return [...outcome, ...kept.take(told, inForce, next)];
  }

  /** The outcome of the release's own item, derived again. */
  #outcome(
    told: Told<"sitting-item.recorded">,
    { now: sat }: SittingTold,
    inForce: InForce | undefined,
  ): string[] {
    const { item: named, outcome, lapsed } = told.data;
    const item = sat.items.find((one) => one.item === named);
    if (!item || item.subject !== this.#release || item.kind !== "release") return [];
    this.#recorded.add(named);
    this.derived++;
    this.#replay.signed.lapse(lapsed);
    this.#replay.threads.lapse(lapsed);
    const { conditions: raised } = this.#replay;
    const council = this.#replay.council({ overdue: () => raised.overdue(new Date(told.at)) });
    const state = this.#state;
    const { round, subject: digest } = this.#replay.round;
    const reviewed = state === "in-review" || state === "changes-requested";
    const conditions = (id: string) =>
      this.#replay.signed.signatures.find((one) => one.id === id)?.conditions?.length ?? 0;
    const open = reviewed || OUT.includes(state);
    const held = reviewed && allApprove(council);
    const due = outcomeOf(item, { round, digest, council, open, held, conditions });
    const heard =
      inForce && due.result !== "changed"
        ? isHeard(unheardSeats(council, { composition: inForce.content, sat }))
        : null;
    return [
      ...(differenceAt(due, outcome) === null ? [] : ["records another outcome than its signatures had"]),
      ...(heard ? refused(heard) : []),
    ];
  }

  /** A signature by one factor rests on all of them, given before in a sitting for exactly this. */
  #vouchFaults(told: Told): string[] {
    if (!SIGNATURE_TYPES.some((type) => type === told.type)) return [];
    const signed = told as Told<(typeof SIGNATURE_TYPES)[number]>;
    const { inSitting, signer } = signed.data;
    if (inSitting === undefined) return [];
    const { kind, subjectDigest } = recordedSignature(signed, told.at);
    const vouched = this.#vouched.get(`${inSitting} ${signer}`);
    const covered = vouched?.purposes.includes(stepUpPurpose(kindOf(kind).act, subjectDigest)) ?? false;
    return covered && vouched && told.at >= vouched.at && told.at < vouched.until
      ? []
      : ["rests on factors that its signer had not given in the sitting"];
  }

  /** What the release's stream says of sittings, and what sittings say of the release, is the same. */
  unheard(): string[] {
    const [recorded, heard] = [[...this.#recorded], [...this.#heard]];
    return recorded.length === heard.length && recorded.every((item) => this.#heard.has(item))
      ? []
      : ["a sitting recorded the release, and its own stream says otherwise"];
  }
}
