import { eventOf } from "#lib/command/event-of.ts";
import { attendSitting } from "#lib/councils/commands/attend-sitting.ts";
import { closeSitting } from "#lib/councils/commands/close-sitting.ts";
import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { openSitting } from "#lib/councils/commands/open-sitting.ts";
import { postponeSittingItem } from "#lib/councils/commands/postpone-sitting-item.ts";
import { signSitting } from "#lib/councils/commands/sign-sitting.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Composition } from "#lib/councils/rows/compositions.ts";
import type { SittingDecision } from "#lib/councils/signable.ts";
import type { Signature, VerdictDecision } from "#lib/councils/signature.ts";
import { type SittingAct, sat } from "#lib/councils/sitting.ts";
import type { Attendee, ItemResult, SittingEvent, SittingType } from "#lib/councils/sitting-events.ts";
import { openMinutes, signableMinutes } from "#lib/councils/sitting-minutes.ts";
import { allApprove, type Decided, outcomeOf } from "#lib/councils/sitting-outcome.ts";
import { isCalled, mayCall, mayRun, mayTake } from "#lib/councils/sitting-rules.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { arrangeSitting } from "#lib/releases/commands/arrange-sitting.ts";
import { recordSittingItem } from "#lib/releases/commands/record-sitting-item.ts";
import { startSittingItem } from "#lib/releases/commands/start-sitting-item.ts";
import {
  CHAIR,
  CONTENT,
  COUNCIL,
  IN_FORCE,
  idOf,
  type Paper,
  personOf,
  SEATS_OF,
  SITTING,
  SUBJECTS,
  signableOf,
} from "./paper-council.ts";

type Kept = { readonly event: SittingEvent; readonly by: string; readonly at: Date };
type Answer = Result<readonly { readonly type: string }[], Refusal>;

/**
 * A sitting without a database: the commands' own decisions over what was decided before, one after another, as the lock of a
 * sitting's row has them.
 */
export class PaperSitting {
  readonly kept: Kept[] = [];
  readonly papers = new Map<string, Paper>(
    SUBJECTS.map((id) => [id, { round: 1, digest: digestOfJson([id, 1]), signatures: [] }]),
  );
  #signatures: Signature[] = [];
  #ids = 100;
  #at = Date.parse("2026-11-26T14:00:00.000Z");

  constructor() {
    const startsAt = this.now.toISOString();
    const data = { sitting: SITTING, council: COUNCIL, number: 1, startsAt, items: [] };
    const planned = eventOf("sitting.planned", { stream: "", targets: [], data });
    this.kept.push({ event: planned, by: CHAIR, at: this.now });
  }

  get now(): Date {
    return new Date(this.#at);
  }

  get acts(): SittingAct[] {
    return this.kept.map(({ event, by, at }) => ({ ...event, by: { id: by, name: by }, at }) as SittingAct);
  }

  get sitting() {
    return { ...sat(this.acts), acts: this.acts };
  }

  decided(subject: string): Decided {
    const paper = this.papers.get(subject)!;
    const council = councilStanding(signableOf(subject, paper));
    const { round, digest } = paper;
    return { round, digest, council, open: true, held: allApprove(council), conditions: () => 0 };
  }

  vote(subject: string, signer: string, decision: VerdictDecision): void {
    const { round, signatures } = this.papers.get(subject)!;
    const [id, signedAt] = [this.#newId(), this.#tick()];
    const of = { id, round, seat: SEATS_OF[signer]!, decision, signerId: signer, account: null, signedAt };
    if (signatures.some((one) => one.signerId === signer && one.round === round)) return;
    const { digest } = this.papers.get(subject)!;
    signatures.push({ ...of, sectionDigests: { policy: digestOfJson(digest) } });
  }

  edit(subject: string): void {
    const paper = this.papers.get(subject)!;
    const round = paper.round + 1;
    this.papers.set(subject, { ...paper, round, digest: digestOfJson([subject, round]) });
  }

  open = (by: string, attendance: Attendee[]) =>
    this.#run("sitting.opened", by, (facts, context) =>
      openSitting.decide(facts, { sittingId: SITTING, attendance }, context),
    );
  attend = (by: string, attended: Attendee) =>
    this.#run("sitting.attended", by, (facts, context) =>
      attendSitting.decide(facts, { sittingId: SITTING, ...attended }, context),
    );
  arrange = (by: string, subjects: readonly string[], shown?: string[]) =>
    this.#run("sitting.arranged", by, (facts, context) => {
      const known = facts.sitting.items.filter(({ state }) => state === "waiting");
      const items = subjects.map((subject) => {
        const item = known.find((one) => one.subject === subject)?.item;
        return { kind: "waiver" as const, subject, minutes: 5, ...(item ? { item } : {}) };
      });
      return arrangeSitting.decide(facts, { sittingId: SITTING, items, shown }, context);
    });
  start = (by: string, item: string) =>
    this.#run("sitting-item.started", by, (facts, context) => {
      const called = mayCall(facts.sitting, item);
      if (!called.ok) return called;
      const decided = this.decided(called.value.subject);
      return startSittingItem.decide({ ...facts, decided }, { sittingId: SITTING, item }, context);
    });
  record = (by: string, item: string, shown?: ItemResult) =>
    this.#run("sitting-item.recorded", by, (facts, context) => {
      const called = isCalled(facts.sitting, item);
      if (!called.ok) return called;
      const { subject } = called.value;
      const decided = this.decided(subject);
      const signable = signableOf(subject, this.papers.get(subject)!);
      const rest = { kind: "waiver" as const, council: null, title: "", href: "", release: null };
      const asked = {
        sittingId: SITTING,
        item,
        shown: shown ?? outcomeOf(called.value, decided).result,
      };
      const of = { ...facts, called: called.value, subject: { ...rest, signable, decided } };
      return recordSittingItem.decide(of, asked, context);
    });
  postpone = (by: string, item: string) =>
    this.#run("sitting-item.postponed", by, (facts, context) =>
      postponeSittingItem.decide(facts, { sittingId: SITTING, item, reason: "No time." }, context),
    );
  note = (by: string) =>
    this.#run("sitting.noted", by, (facts, context) =>
      noteSitting.decide(facts, { sittingId: SITTING, text: "Said." }, context),
    );
  close = (by: string) =>
    this.#run("sitting.closed", by, (facts, context) => {
      return closeSitting.decide({ ...facts, held: functionsOf }, { sittingId: SITTING }, context);
    });

  /** Signs what is to be signed now, or what the caller read before. */
  sign(by: string, decision: SittingDecision, read?: { round: number; digest: string }): Answer {
    const { sitting } = this;
    const open = openMinutes(sitting);
    const round = open ?? sitting.minutes.at(-1);
    if (!round) return { ok: false, error: { code: "no-minutes" } as Refusal };
    const { seats: _, ...signable } = signableOf(SITTING, { round: 1, digest: "", signatures: [] });
    const circle = { days: 365, waitHours: 0, now: this.now, sayers: [], members: new Map() };
    const presence = { method: "password", level: null, identity: null, passkey: null };
    const file = {
      ...signable,
      ...signableMinutes({ ...sitting, ...round }),
      signatures: this.#signatures.filter((one) => one.round === round.round),
      open: open ? ok(null) : ({ ok: false, error: { code: "minutes-decided" } } as Result<null, Refusal>),
      sitting,
      presence,
      signer: personOf(by),
      circle: { ...circle, provenances: new Map(), nameOf: (id: string) => id },
    };
    const { round: of, digest } = read ?? round;
    const attempt = {
      sittingId: SITTING,
      round: of,
      digest,
      seat: SEATS_OF[by] ?? "security",
      decision,
      stepUpId: SITTING,
      ...(decision === "reject" ? { comment: "It was not so." } : {}),
    };
    const answer = signSitting.decide(file as never, attempt as never, this.#context(by));
    if (!answer.ok) return answer;
    this.#signatures.push(...answer.value.flatMap(({ signed }) => (signed ? [signed] : [])));
    return this.#keep(by, answer);
  }

  #run(
    type: SittingType,
    by: string,
    decide: (facts: { sitting: PaperSitting["sitting"]; composition: Composition }, context: Ctx) => Answer,
  ): Answer {
    const { sitting } = this;
    const may = mayRun(personOf(by), CONTENT);
    if (!may.ok) return may;
    const taken = mayTake(sitting, type);
    if (!taken.ok) return taken;
    return this.#keep(by, decide({ sitting, composition: IN_FORCE }, this.#context(by)));
  }

  #keep(by: string, answer: Answer): Answer {
    const at = this.now;
    if (answer.ok) this.kept.push(...answer.value.map((event) => ({ event: event as SittingEvent, by, at })));
    this.#tick();
    return answer;
  }

  #context = (by: string): Ctx => ({ caller: personOf(by), now: this.now, newId: () => this.#newId() });

  #newId(): string {
    this.#ids++;
    return idOf(this.#ids);
  }

  #tick(): Date {
    this.#at += 60_000;
    return this.now;
  }
}

type Ctx = { readonly caller: Caller; readonly now: Date; readonly newId: () => string };
const functionsOf = (person: string): BusinessFunction[] => (SEATS_OF[person] ? [SEATS_OF[person]] : []);
