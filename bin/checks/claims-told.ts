import type { GatesSaid } from "#lib/policy/gate-results.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { MeasuredReport } from "#lib/releases/standard.ts";
import { type ClaimFile, gatesMissing, insideNow, isStandard } from "#lib/releases/standard-now.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, type Round, type Told, toldBy } from "./documents.ts";
import { EnvelopesTold } from "./envelopes-told.ts";
import { TierTold } from "./tier.ts";

/** When a claim is asked for, and who had a part in the release by then. */
export type Claimed = {
  readonly id: string;
  readonly at: string;
  readonly contributors: readonly { readonly personId: string }[];
};

/** The claim of a packet's release to the standard class, measured again at each event. */
export class ClaimsTold {
  readonly #release: Documents["release"];
  readonly #places: ReadonlyMap<string, number>;
  readonly #envelopes: EnvelopesTold;
  /** The model's tier after each place at which it changed. */
  readonly #tiers: { readonly place: number; readonly tier: Tier }[] = [];
  readonly #reports = new Map<string, MeasuredReport>();

  constructor(documents: Documents, packet: Packet) {
    this.#release = documents.release;
    this.#places = new Map(packet.entries.map(({ value }, place) => [value.id, place]));
    this.#envelopes = new EnvelopesTold(documents, packet);
    // Of a release that claims nothing, nothing is measured.
    if (!documents.release.rounds.some(isStandard)) return;
    const tier = new TierTold();
    for (const [place, entry] of packet.entries.entries()) {
      const told = entry.value.stream === `model/${documents.release.model}` ? toldBy(entry) : null;
      if (!told) continue;
      tier.take(told);
      if (tier.tier !== null) this.#tiers.push({ place, tier: tier.tier });
      this.#report(told);
    }
  }

  #report(told: Told): void {
    if (told.type !== "evaluation.reported") return;
    for (const { digest } of told.targets) if (digest) this.#reports.set(digest, measuredBy(told));
  }

  /** Why the release did not belong to the standard class at an event; nothing where it did, or claims another. */
  outside(round: Round, claimed: Claimed): string[] {
    const inside = insideNow(this.#file(round, claimed), new Date(claimed.at));
    return inside.ok ? [] : [`${inside.error.message} (${inside.error.code})`];
  }

  /** Whether the seats alone did not approve it then. */
  held(round: Round, said: GatesSaid | undefined, claimed: Claimed): boolean {
    const file = this.#file(round, claimed);
    return !insideNow(file, new Date(claimed.at)).ok || gatesMissing(file, said ? { said } : null).length > 0;
  }

  /** Whether it claims the class at all. */
  claims = (round: Round): boolean => isStandard(round);

  #file({ sections }: Round, { id, contributors }: Claimed): ClaimFile {
    const place = this.#places.get(id) ?? -1;
    const { id: releaseId, pointer: pointerId } = this.#release;
    const tierNow = this.#tiers.findLast((one) => one.place < place)?.tier ?? sections.policy.tier;
    const envelope = this.#envelopes.before(place).find((one) => one.id === sections.target.envelope?.id);
    const named = sections.evidence.reports.flatMap(({ digest }) => this.#reports.get(digest) ?? []);
    const claim = { envelope: envelope ?? null, reports: named };
    return { release: { id: releaseId, pointerId, tierNow }, sections, contributors, claim };
  }
}

/** What a report measured, by the log: values are decimal text there. */
export const measuredBy = ({ data }: Told<"evaluation.reported">): MeasuredReport => ({
  dataset: data.dataset,
  metrics: Object.entries(data.metrics).map(([metric, value]) => ({
    metric,
    value: value === null ? null : Number(value),
  })),
});
