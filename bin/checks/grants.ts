import { mayConfirm, mayReceive } from "#lib/access/granting.ts";
import { standingsOf } from "#lib/access/held-functions.ts";
import { foundersDependence } from "#lib/access/independence.ts";
import { type Permission, whyNotPermitted } from "#lib/access/permission.ts";
import { type Provenance, personOf } from "#lib/access/provenance.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { Entry } from "../verify-packet.ts";
import { documentCheck, type Told, toldBy } from "./documents.ts";
import { byPerson, People } from "./people-told.ts";
import { refused } from "./refused.ts";

/**
 * Decides every grant of a function here once more: an admin proposed it, the holder of another function or the other of
 * two founders confirmed it, and it waited as the policy then in force asked. Functions that one admin gave before that was
 * the rule are counted, not judged.
 */
export const grantsCheck = documentCheck("grants", (documents, packet, found) => {
  const grants = new Grants(new People(packet, documents));
  for (const entry of packet.entries) {
    const told = toldBy(entry);
    if (!told) continue;
    const missing = grants.missingFor(told, entry);
    if (missing) found.incomplete(`person/${missing}`, "is missing: who granted a function");
    else for (const fault of grants.take(told, entry)) found.tampered(told.place, fault);
  }
  return `${grants.byTwo} functions were granted by two people, ${grants.alone} by one admin before that was the rule`;
});

type Step = Told<"function.proposed" | "function.confirmed">;
const isStep = (told: Told): told is Step =>
  told.type === "function.proposed" || told.type === "function.confirmed";

class Grants {
  readonly #people: People;
  #byTwoIsTheRule = false;
  #founded = false;
  byTwo = 0;
  alone = 0;

  constructor(people: People) {
    this.#people = people;
  }

  /** Who granted something and is not in the packet. */
  missingFor(told: Told, { value }: Entry): string | null {
    const by = isStep(told) ? byPerson(value.actor) : null;
    return by !== null && !this.#people.has(by) ? by : null;
  }

  /** What is wrong with an event, in the order of the log. */
  take(told: Told, { value }: Entry): string[] {
    if (told.type === "person.invited") return this.#setAlone(told.data.functions ?? [], []);
    if (told.type === "person.assigned")
      return this.#setAlone(told.data.functions, told.data.functionsBefore);
    if (!isStep(told)) return [];
    this.#byTwoIsTheRule = true;
    const by = byPerson(value.actor);
    if (by === null) return ["is by nobody who has an account"];
    const step = { told, by: this.#as(by, told), person: this.#as(personOf(value.stream), told) };
    const faults = [...commonFaults(step), ...(told.type === "function.proposed" ? this.#propose(step) : [])];
    return told.type === "function.confirmed" ? [...faults, ...this.#confirm({ ...step, told })] : faults;
  }

  readonly #as = (id: string, { id: event }: Told): Provenance => this.#people.asOf(id, event);

  #setAlone(functions: readonly BusinessFunction[], before: readonly BusinessFunction[]): string[] {
    const given = functions.filter((name) => !before.includes(name));
    if (given.length === 0) return [];
    this.alone += given.length;
    this.#founded = true;
    return this.#byTwoIsTheRule ? ["gives a function by one person, after two had to grant it"] : [];
  }

  #propose({ told, person }: Judged<Step>): string[] {
    const standing = this.#standingOf(told, person);
    return standing ? ["proposes what was already proposed or held"] : [];
  }

  #confirm(step: Judged<Told<"function.confirmed">>): string[] {
    const { told, by, person } = step;
    const { founding = false } = told.data;
    const may = mayConfirm(this.#confirmation(step), new Date(told.at));
    this.byTwo++;
    this.#founded ||= !founding || hasConfirmed(by, person);
    if (!may.ok) return [...refused(may), ...this.#waitFaults(told)];
    const wrongly = may.value.founding === founding ? [] : ["is wrong about being half of a founding"];
    return [...wrongly, ...this.#waitFaults(told)];
  }

  #confirmation({ told, by, person }: Judged<Step>) {
    const of = (id: string) => this.#as(id, told);
    const moment = {
      days: Number.POSITIVE_INFINITY,
      at: new Date(told.at),
      ...this.#people.countingAt(told.id),
    };
    return {
      confirmer: {
        id: by.personId,
        roles: by.roles,
        functions: this.#people.functionsAt({ event: told.id, at: told.at }, by),
        ownGrants: standingsOf(by, of),
      },
      personId: person.personId,
      grant: this.#standingOf(told, person),
      unfounded: !this.#founded,
      bondWith: () =>
        foundersDependence(by, person, {
          ...moment,
          others: this.#people.handsOf([by, person], told.id),
        }),
      nameOf: this.#people.nameOf,
    };
  }

  #standingOf(told: Step, person: Provenance) {
    const open = standingsOf(person, (id) => this.#as(id, told));
    return open.findLast((one) => one.function === told.data.function) ?? null;
  }

  #waitFaults({ id, at, data: { waitHours, effectiveAt } }: Told<"function.confirmed">): string[] {
    const { grantWaitHours } = this.#people.rulesAt(id);
    const due = new Date(new Date(at).getTime() + waitHours * HOUR_MS).toISOString();
    return [
      ...(waitHours === grantWaitHours
        ? []
        : [`waits ${waitHours} hours, where the policy in force asks for ${grantWaitHours}`]),
      ...(effectiveAt === due ? [] : [`takes effect at ${effectiveAt}, where its wait ends at ${due}`]),
    ];
  }
}

/** A step with who took it, and for whom, as they were just before. */
type Judged<T> = { readonly told: T; readonly by: Provenance; readonly person: Provenance };

const NEEDED = {
  "function.proposed": "function:propose",
  "function.confirmed": "function:confirm",
} as const satisfies Record<Step["type"], Permission>;

function commonFaults({ told, by, person }: Judged<Step>): string[] {
  const receiving = mayReceive({ roles: person.roles, disabled: isAway(person) });
  return [
    ...(mayDo(by, NEEDED[told.type]) ? [] : ["is by somebody who had no right to it"]),
    ...(isAway(by) ? ["is by somebody whose account was disabled"] : []),
    ...refused(receiving),
  ];
}

const isAway = ({ away }: Provenance): boolean => away.some(({ to }) => to === null);

const mayDo = ({ personId: id, roles }: Provenance, permission: Permission): boolean =>
  whyNotPermitted(
    { kind: "person", id, name: id, workspaceId: "", sessionId: "", roles, functions: [] },
    permission,
  ) === null;

/** Whether somebody's own half of a founding is confirmed by the other already. */
const hasConfirmed = (by: Provenance, { personId }: Provenance): boolean =>
  by.functions.some(({ founding, confirmed }) => founding && confirmed?.by === personId);
