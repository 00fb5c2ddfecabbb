import { emergencyDigest, emergencyEnters } from "#lib/releases/emergency.ts";
import type { Packet } from "../verify-packet.ts";
import { enteringOf } from "./conditions.ts";
import { type Documents, documentCheck, ofType, type Told, toldBy, toldIn } from "./documents.ts";

/**
 * A release went out before its review only as an emergency: for an incident that was open, by exactly the bounds that a
 * second person signed, which were neither its author nor had a part in it; and it kept to them until its council approved it.
 */
export const emergenciesCheck = documentCheck("emergencies", (documents, packet, found) => {
  const { release, rollout } = documents;
  const told = new EmergencyTold(documents, packet);
  const streams = [`release/${release.id}`, ...(rollout ? [`rollout/${rollout.id}`] : [])];
  for (const entry of packet.entries) {
    const event = streams.includes(entry.value.stream) ? toldBy(entry) : null;
    if (event) for (const fault of told.take(event)) found.tampered(event.place, fault);
  }
  return told.authorised === 0
    ? "it went out after its review, or not at all"
    : `let out before its review ${told.authorised} times, within the bounds that were signed`;
});

type Declared = Told<"emergency.declared">;

class EmergencyTold {
  readonly #documents: Documents;
  readonly #packet: Packet;
  readonly #declared = new Map<string, Declared>();
  #bounds: Declared | null = null;
  #reviewed = false;
  authorised = 0;

  constructor(documents: Documents, packet: Packet) {
    this.#documents = documents;
    this.#packet = packet;
  }

  take(event: Told): string[] {
    switch (event.type) {
      case "release.edited":
      case "release.lapsed":
        this.#bounds = null;
        this.#reviewed = false;
        return [];
      case "release.approved":
        this.#reviewed = true;
        return [];
      case "emergency.declared":
        return this.#declare(event);
      case "emergency.authorised":
        return this.#authorise(event);
      default:
        return this.#widen(event);
    }
  }

  #declare(event: Declared): string[] {
    const { emergency, round, incidentId } = event.data;
    const before = [...this.#declared.values()].some(({ data }) => data.round === round);
    this.#declared.set(emergency, event);
    return [
      ...(before ? ["declares the emergency of a round twice"] : []),
      ...(this.#isOpen(incidentId, event.at) ? [] : ["is for an incident that was not open"]),
    ];
  }

  #authorise({ data, at }: Told<"emergency.authorised">): string[] {
    const { release, contributors } = this.#documents;
    const declared = this.#declared.get(data.emergency);
    if (!declared) return ["lets out what nobody declared"];
    this.authorised++;
    this.#bounds = declared;
    const { round, subject, incident, maxPercent, endsAt } = declared.data;
    const digest = emergencyDigest({ release: release.id, round, subject, incident, maxPercent, endsAt });
    const hadPart = contributors.some(({ person, at: since }) => person === data.signer && since <= at);
    const target = release.rounds[round - 1]?.sections.target;
    return [
      ...(digest === data.digest ? [] : ["is over other bounds than those declared"]),
      ...(round === data.round && subject === data.subject ? [] : ["is over another round"]),
      ...(target?.changeClass === "emergency" ? [] : ["lets out what is no emergency"]),
      ...(declared.actor === data.signer || hadPart ? ["is by somebody with a part in it"] : []),
      ...(at < endsAt ? [] : ["is by an emergency that was over"]),
      ...(this.#isOpen(declared.data.incidentId, at) ? [] : ["is for an incident that was not open"]),
    ];
  }

  #widen(event: Told): string[] {
    const entering = enteringOf(event);
    const bounds = this.#bounds;
    if (entering === null || bounds === null || this.#reviewed) return [];
    const { plan } = this.#documents.release.rounds.at(-1)!.sections;
    const { data } = bounds;
    const emergency = {
      ...data,
      id: data.emergency,
      subjectDigest: data.subject,
      endsAt: new Date(data.endsAt),
      authorisedAt: new Date(event.at),
      incidentOpen: true,
    };
    const may = emergencyEnters(emergency, { plan, entering, objections: 0, now: new Date(event.at) });
    return may.ok ? [] : [`went beyond its bounds (${may.error.code})`];
  }

  #isOpen(id: string, at: string): boolean {
    const told = toldIn(this.#packet, `incident/${id}`);
    const [opened] = ofType(told, "incident.opened");
    const [closed] = ofType(told, "incident.closed");
    return opened !== undefined && opened.at <= at && (closed === undefined || closed.at > at);
  }
}
