import type { CompositionContent } from "#lib/councils/composition.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import { maySittingTake, type Sat, type SittingAct, sat, satAfter } from "#lib/councils/sitting.ts";
import { type SittingType, sittingEvents } from "#lib/councils/sitting-events.ts";
import {
  addendumDigest,
  consequenceOfMinutes,
  minutesDigest,
  openMinutes,
  signableMinutes,
} from "#lib/councils/sitting-minutes.ts";
import {
  isCalled,
  mayArrange,
  mayAttend,
  mayCall,
  mayCloseOver,
  mayPostpone,
} from "#lib/councils/sitting-rules.ts";
import { isIn } from "#lib/kernel/event-catalogue.ts";
import { differenceAt, type Told } from "./documents.ts";
import { refused } from "./refused.ts";
import { consequenceFaults, SignedSubject } from "./signed-subject.ts";

export type ToldSitting = Told<SittingType>;

export const isOfSitting = (told: Told): told is ToldSitting => isIn(sittingEvents, told.type);

/** Who sits on the council, at an event. */
export type InForce = {
  readonly version: number;
  readonly digest: string;
  readonly content: CompositionContent;
};

/** One person alone signs nothing of these; whoever is not the chair or the secretary does none of the others. */
const BY_OTHERS: readonly SittingType[] = [
  "sitting.vouched",
  "sitting.signed",
  "sitting.confirmed",
  "sitting.disputed",
];

const CONSEQUENCES = ["sitting.confirmed", "sitting.disputed"];

/** A sitting as the log tells it, decided again by the server's own rules. */
export class SittingTold {
  #sat: Sat = sat([]);
  #begun = false;
  #signed = new SignedSubject();

  get now(): Sat {
    return this.#sat;
  }

  /** What is wrong with an event, given who sat on the council then and the event after it. */
  take(told: ToldSitting, inForce: InForce | undefined, next: Told | undefined): string[] {
    const faults = [...this.#faultsOf(told, inForce, next)];
    this.#begun = true;
    const by = { id: told.actor, name: "" };
    this.#sat = satAfter(this.#sat, { ...told, by, at: new Date(told.at) } as SittingAct);
    return faults;
  }

  #faultsOf(told: ToldSitting, inForce: InForce | undefined, next: Told | undefined): string[] {
    if (told.type === "sitting.planned" ? this.#begun : !maySittingTake(this.#sat.state, told.type))
      return [`is of a sitting that was ${this.#sat.state}`];
    if (!inForce) return ["is of a council that nobody composed"];
    const faults = this.#begun ? this.#identity(told) : [];
    if (!BY_OTHERS.includes(told.type)) faults.push(...drivenFaults(told.actor, inForce.content));
    return [...faults, ...this.#rules(told, inForce), ...this.#minutes(told, inForce, next)];
  }

  #identity({ data }: ToldSitting): string[] {
    const { sitting, council, number } = this.#sat;
    const same = data.sitting === sitting && data.council === council && data.number === number;
    return same ? [] : ["names another sitting than its stream"];
  }

  #rules(told: ToldSitting, { content, ...composition }: InForce): string[] {
    switch (told.type) {
      case "sitting.planned":
        return refused(mayArrange({ items: [] }, [...told.data.items]));
      case "sitting.arranged":
        return refused(mayArrange(this.#sat, [...told.data.items]));
      case "sitting.opened":
        return [
          ...refused(mayAttend(told.data.attendance, content)),
          ...(differenceAt(composition, told.data.composition) === null
            ? []
            : ["names another composition than was in force"]),
        ];
      case "sitting.attended":
        return refused(mayAttend([told.data], content));
      case "sitting-item.started":
        return refused(mayCall(this.#sat, told.data.item));
      case "sitting-item.extended":
      case "sitting-item.recorded":
        return refused(isCalled(this.#sat, told.data.item));
      case "sitting-item.postponed":
        return refused(mayPostpone(this.#sat, told.data.item));
      default:
        return [];
    }
  }

  #minutes(told: ToldSitting, { content }: InForce, next: Told | undefined): string[] {
    const at = new Date(told.at);
    const round = this.#sat.minutes.length + 1;
    switch (told.type) {
      case "sitting.closed": {
        const digest = minutesDigest(this.#sat, { by: told.actor, at });
        this.#signed = new SignedSubject();
        return [...refused(mayCloseOver(this.#sat)), ...roundFaults(told, { round, digest }, content)];
      }
      case "sitting.amended": {
        const { item } = told.data;
        const digest = addendumDigest(this.#sat, { round, item, by: told.actor, at });
        this.#signed = new SignedSubject();
        return roundFaults(told, { round, digest }, content);
      }
      case "sitting.signed":
        return this.#sign(told, next);
      default:
        return [];
    }
  }

  #sign(told: Told<"sitting.signed">, next: Told | undefined): string[] {
    const open = openMinutes(this.#sat);
    if (!open) return ["signs minutes that nobody wrote"];
    const subject = signableMinutes({ ...this.#sat, ...open });
    const signature = recordedSignature(told, told.at);
    const faults = this.#signed.take(signature, subject);
    const due = consequenceOfMinutes(signature.decision, this.#signed.council(subject));
    return [...faults, ...consequenceFaults(due, next, CONSEQUENCES)];
  }
}

const drivenFaults = (actor: string, { chair, secretary }: CompositionContent): string[] =>
  actor === chair || actor === secretary ? [] : ["is by neither the chair nor the secretary of the council"];

/** Minutes have a digest that follows from the log, and two signers: the chair, and the secretary where there is one. */
function roundFaults(
  { data }: Told<"sitting.closed" | "sitting.amended">,
  due: { readonly round: number; readonly digest: string },
  { chair, secretary }: CompositionContent,
): string[] {
  const people = data.signers.map(({ person }) => person);
  const two =
    new Set(people).size === 2 && people.includes(chair) && (!secretary || people.includes(secretary));
  return [
    ...(data.round === due.round && data.digest === due.digest
      ? []
      : ["is over other minutes than the log tells"]),
    ...(two ? [] : ["has other signers than the chair and the secretary"]),
  ];
}
