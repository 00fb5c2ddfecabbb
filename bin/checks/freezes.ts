import { dependence } from "#lib/access/independence.ts";
import { PERMISSIONS } from "#lib/access/permission.ts";
import { type Freeze, frozenBy, frozenUntil, isStanding } from "#lib/policy/freeze.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { mayConfirmLoosening } from "#lib/policy/loosening.ts";
import { mayConfirmStop } from "#lib/policy/stop.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Found, type Told, toldBy } from "./documents.ts";
import { byPerson, People } from "./people-told.ts";
import { refused } from "./refused.ts";
import { movingIn, standingFaults } from "./standing-freezes.ts";

/**
 * No release started and no rollout went further inside a freeze that the log had by then, and each freeze was loosened by
 * two independent people. Freezes are all in one stream, so a packet that has it whole leaves none out.
 */
export const freezesCheck = documentCheck("freezes", (documents, packet, found) => {
  const log = new FreezeLog(documents, packet);
  let asked = 0;
  for (const entry of packet.entries) {
    const told = toldBy(entry);
    if (!told) continue;
    const { stream } = entry.value;
    if (stream === freezeStream(documents.release.workspace))
      log.take(told, byPerson(entry.value.actor), found);
    for (const fault of log.standingFaults(told, stream)) found.tampered(told.place, fault);
    if (!isWidening(told, stream, documents)) continue;
    asked++;
    for (const fault of log.wideningFaults(told)) found.tampered(told.place, fault);
  }
  return log.count === 0
    ? "the log had no freeze"
    : `${asked} steps, none inside one of ${log.count} freezes that it was not excepted from`;
});

type Widening = Told<"release.started" | "rollout.started" | "rollout.advanced" | "rollout.completed">;

function isWidening(told: Told, stream: string, { release, rollout }: Documents): told is Widening {
  const own = [`release/${release.id}`, `rollout/${rollout?.id}`];
  const types = ["release.started", "rollout.started", "rollout.advanced", "rollout.completed"];
  return own.includes(stream) && types.includes(told.type);
}

class FreezeLog {
  readonly #documents: Documents;
  readonly #people: People;
  readonly #freezes = new Map<string, Freeze>();
  readonly #proposed = new Map<string, Told<"loosening.proposed"> & { readonly by: string | null }>();
  readonly #confirmed = new Set<string>();
  readonly #asked = new Map<string, Told<"stop.asked"> & { readonly by: string | null }>();
  readonly #stopped = new Set<string>();

  constructor(documents: Documents, packet: Packet) {
    this.#documents = documents;
    this.#people = new People(packet, documents);
  }

  get count(): number {
    return this.#freezes.size;
  }

  take(told: Told, by: string | null, found: Found): void {
    const { tampered, incomplete } = found;
    this.#takeStop(told, by, found);
    if (told.type === "freeze.created") {
      const { freeze: id, ...terms } = told.data;
      if (terms.window.kind === "stop" && !this.#stopped.has(id))
        tampered(told.place, "stops all rollouts, which nobody confirmed");
      this.#freezes.set(id, {
        ...structuredClone(terms),
        id,
        name: id,
        endedAt: null,
        excepted: [],
      } as Freeze);
    }
    if (told.type === "loosening.proposed") this.#proposed.set(told.data.loosening, { ...told, by });
    if (told.type !== "loosening.confirmed") return;
    const missing = [by, this.#proposed.get(told.data.loosening)?.by].find(
      (id) => id && !this.#people.has(id),
    );
    if (missing) incomplete(`person/${missing}`, "is missing: who loosened a freeze");
    else for (const fault of this.#confirmFaults(told, by)) tampered(told.place, fault);
    this.#loosen(told);
  }

  /** All rollouts stop by two people, as a freeze ends by two. */
  #takeStop(told: Told, by: string | null, { tampered, incomplete }: Found): void {
    if (told.type === "stop.asked") this.#asked.set(told.data.stop, { ...told, by });
    if (told.type !== "stop.confirmed") return;
    const asked = this.#asked.get(told.data.stop);
    const missing = [by, asked?.by].find((id) => id && !this.#people.has(id));
    if (missing) incomplete(`person/${missing}`, "is missing: who stopped all rollouts");
    else for (const fault of this.#stopFaults(told, by, asked)) tampered(told.place, fault);
    this.#stopped.add(told.data.stop);
  }

  #stopFaults(
    told: Told<"stop.confirmed">,
    by: string | null,
    asked: (Told<"stop.asked"> & { readonly by: string | null }) | undefined,
  ): string[] {
    const { stop, days } = told.data;
    if (!asked) return ["confirms a stop that nobody asked for"];
    if (by === null || asked.by === null) return ["is by nobody who has an account"];
    const confirmedAt = this.#stopped.has(stop) ? new Date(told.at) : null;
    const may = mayConfirmStop(
      { askedById: asked.by, askedAt: new Date(asked.at), confirmedAt },
      {
        by,
        inForce: [...this.#freezes.values()].some(
          ({ window, endedAt }) => window.kind === "stop" && endedAt === null,
        ),
        bond: this.#bond(told, by, asked.by),
        nameOf: this.#people.nameOf,
        now: new Date(told.at),
      },
    );
    const policy = this.#people.rulesAt(told.id).independenceDays;
    return [
      ...refused(may),
      ...(days === policy ? [] : [`names a window of ${days} days, the policy ${policy}`]),
      ...[by, asked.by].flatMap((person) => this.#roleFaults(person, told)),
    ];
  }

  #loosen({ data: { loosening, freeze: id, kind, release }, at }: Told<"loosening.confirmed">): void {
    this.#confirmed.add(loosening);
    const freeze = this.#freezes.get(id);
    if (!freeze) return;
    const endedAt = kind === "end" ? new Date(at) : freeze.endedAt;
    const excepted = release === undefined ? freeze.excepted : [...freeze.excepted, release];
    this.#freezes.set(id, { ...freeze, endedAt, excepted });
  }

  #confirmFaults(told: Told<"loosening.confirmed">, by: string | null): string[] {
    const { loosening, freeze: id, kind, release, days } = told.data;
    const proposal = this.#proposed.get(loosening);
    const freeze = this.#freezes.get(id);
    if (!freeze) return ["loosens a freeze that nobody created"];
    if (
      !proposal ||
      proposal.data.freeze !== id ||
      proposal.data.kind !== kind ||
      proposal.data.release !== release
    )
      return ["confirms what nobody proposed"];
    if (by === null || proposal.by === null) return ["is by nobody who has an account"];
    const may = mayConfirmLoosening(
      {
        kind,
        proposedById: proposal.by,
        proposedAt: new Date(proposal.at),
        confirmedAt: this.#confirmed.has(loosening) ? new Date(told.at) : null,
      },
      {
        by,
        bond: this.#bond(told, by, proposal.by),
        nameOf: this.#people.nameOf,
        now: new Date(told.at),
        standing: isStanding(freeze.window),
        freezeEnded: freeze.endedAt !== null,
        partIn: release === undefined ? null : this.#partIn(release),
      },
    );
    const asked = this.#people.rulesAt(told.id).independenceDays;
    return [
      ...refused(may),
      ...(days === asked ? [] : [`names a window of ${days} days, the policy ${asked}`]),
      ...[by, proposal.by].flatMap((person) => this.#roleFaults(person, told)),
      ...(this.#partIn(release).includes(proposal.by)
        ? ["was proposed by somebody with a part in the release"]
        : []),
    ];
  }

  #roleFaults(person: string, told: Told): string[] {
    const { roles, away } = this.#people.asOf(person, told.id);
    const may = roles.some((role) => (PERMISSIONS["loosening:confirm"] as readonly string[]).includes(role));
    return may && !away.some(({ to }) => to === null) ? [] : ["is by somebody who had no right to it"];
  }

  #bond(
    { id: event, at, data: { days } }: Told<"loosening.confirmed" | "stop.confirmed">,
    one: string,
    other: string,
  ) {
    const [a, b] = [this.#people.asOf(one, event), this.#people.asOf(other, event)];
    const others = this.#people.handsOf([a, b], event);
    return dependence(a, b, { days, at: new Date(at), others, ...this.#people.countingAt(event) });
  }

  /** Of other releases, the packet does not tell. */
  #partIn(release: string | undefined): readonly string[] {
    const { release: own, contributors } = this.#documents;
    return release === own.id ? contributors.map(({ person }) => person) : [];
  }

  standingFaults(told: Told, stream: string): string[] {
    const known = { freezes: this.#freezes, ended: this.#confirmed, documents: this.#documents };
    return standingFaults(told, stream, known);
  }

  wideningFaults({ data, at }: Widening): string[] {
    const { release } = this.#documents;
    const frozen = frozenBy([...this.#freezes.values()], movingIn(release), new Date(at));
    return [
      ...(frozen ? [`went further while it was ${frozenUntil(frozen)}`] : []),
      ...(this.count > 0 && data.freezes === undefined ? ["does not say that the freezes were asked"] : []),
    ];
  }
}
