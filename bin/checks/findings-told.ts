import { type Finding, findingsIn } from "#lib/councils/finding.ts";
import type { Dossier } from "#lib/policy/dossier.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, toldBy } from "./documents.ts";

type Kept = Finding & { readonly id: string; readonly place: number; readonly closedPlace: number | null };

/** The findings of the model as they were at each event of the packet. */
export class FindingsTold {
  readonly #places: ReadonlyMap<string, number>;
  readonly #findings = new Map<string, Kept>();

  constructor({ release }: Documents, packet: Packet) {
    this.#places = new Map(packet.entries.map(({ value }, place) => [value.id, place]));
    for (const [place, entry] of packet.entries.entries()) {
      const { stream, action } = entry.value;
      const ours = stream === `model/${release.model}` && action.startsWith("finding.");
      const told = ours ? toldBy(entry) : null;
      if (told?.type === "finding.opened") {
        const { finding: id, severity, version, dueAt } = told.data;
        const dated = { openedAt: new Date(told.at), dueAt: new Date(dueAt), closedAt: null };
        this.#findings.set(id, { id, severity, version, ...dated, place, closedPlace: null });
      }
      if (told?.type === "finding.resolved" || told?.type === "finding.accepted") {
        const kept = this.#findings.get(told.data.finding);
        if (kept) this.#findings.set(kept.id, { ...kept, closedAt: new Date(told.at), closedPlace: place });
      }
    }
  }

  /** Whether a dossier of this version, taken for an event, names other findings than the log has. */
  differ(dossier: Dossier, { id, at }: { readonly id: string; readonly at: string }): boolean {
    const place = this.#places.get(id) ?? -1;
    const then = [...this.#findings.values()]
      .filter((one) => one.place < place)
      .map((one) => (one.closedPlace !== null && one.closedPlace < place ? one : { ...one, closedAt: null }));
    const due = findingsIn(then, { version: dossier.version.number, now: new Date(at) });
    return differenceAt(due, dossier.findings) !== null;
  }
}
