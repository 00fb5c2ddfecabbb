import type { Packet } from "../verify-packet.ts";
import { Ancestry, type Contributed } from "./ancestry.ts";
import {
  documentCheck,
  type Found,
  ofType,
  type ReleaseDocument,
  type Round,
  type Told,
  toldBy,
  toldIn,
} from "./documents.ts";

/** The contributors are those the log gives, and no author of what was signed is left out. */
export const contributorsCheck = documentCheck("contributors", ({ release, contributors }, packet, found) => {
  const key = ({ person, because, at }: { person: string; because: string; at: string }) =>
    `${person} ${because} at ${at}`;
  const rounds = ofType(toldIn(packet, `release/${release.id}`), "release.opened", "release.edited");
  const recorded = new Set(
    rounds.flatMap(({ data, at }) => data.contributors.map((one) => key({ ...one, at }))),
  );
  const given = new Set(contributors.map(key));
  for (const one of given)
    if (!recorded.has(one)) found.tampered("contributors.json", `${one}: the log does not record this`);
  for (const one of recorded) if (!given.has(one)) found.tampered("contributors.json", `lacks ${one}`);
  const people = new Set(contributors.map(({ person }) => person));
  for (const [who, what] of makersOf(release.rounds, toldIn(packet, `model/${release.model}`)))
    if (!people.has(who)) found.tampered("contributors.json", `lacks ${who}, who ${what}`);
  const ancestors = holdAncestry(packet, release, found);
  return `${people.size} contributors, each recorded by the log${ancestors ? "; no ancestor's is left out" : ""}`;
});

/**
 * Derives the contributors again at every round and every signature: each is recorded by then, and none signed. False
 * where the release is from before ancestors counted.
 */
function holdAncestry(packet: Packet, release: ReleaseDocument, found: Found): boolean {
  const ancestry = new Ancestry(release);
  const replay = new Contributors();
  for (const entry of packet.entries) {
    const event = entry.value.stream === `release/${release.id}` ? toldBy(entry) : null;
    const round = event && roundOf(release, event);
    if (event && round) {
      const contributed = ancestry.contributedTo(release.model, round.sections.artifact.version);
      for (const fault of replay.take(event, contributed)) found.tampered(event.place, fault);
    }
    ancestry.take(entry);
  }
  for (const id of replay.missing)
    found.incomplete("entries.ndjson", `lacks the registration of an ancestor, ${id}`);
  return replay.counts;
}

/** The contributors as the release's stream records them. */
class Contributors {
  readonly #recorded = new Set<string>();
  readonly missing = new Set<string>();
  /** Whether ancestors count: entries of earlier versions named the parent's registrant alone. */
  counts = false;

  /** What is wrong with an event, given who had contributed by then. */
  take(event: Told, { people, missing }: Contributed): string[] {
    if (event.type === "release.opened" || event.type === "release.edited") {
      for (const { person } of event.data.contributors) this.#recorded.add(person);
      this.counts ||= event.data.ancestry === true;
      if (!event.data.ancestry) return [];
    }
    if (!this.counts) return [];
    for (const id of missing) this.missing.add(id);
    return event.type === "verdict.cast" ? signedBy(event.data.signer, people) : this.#unnamed(event, people);
  }

  #unnamed({ type }: Told, people: ReadonlySet<string>): string[] {
    if (type !== "release.opened" && type !== "release.edited") return [];
    return [...people]
      .filter((person) => !this.#recorded.has(person))
      .map((person) => `does not name ${person}, who contributed to the version or an ancestor`);
  }
}

const signedBy = (signer: string, people: ReadonlySet<string>): string[] =>
  people.has(signer) ? [`is signed by ${signer}, who contributed to the version or an ancestor`] : [];

/** The round that an event opens or belongs to. */
const roundOf = (release: ReleaseDocument, { data }: Told): Round | undefined =>
  "round" in data ? release.rounds[data.round - 1] : undefined;

/** The actors of the events that made the version, its cards and its reports, up to each round's signed content. */
const makersOf = (rounds: readonly Round[], model: readonly Told[]): Map<string, string> =>
  new Map(
    rounds.flatMap(({ sections }) =>
      model.flatMap((told): [string, string][] => {
        const part = partIn(sections, told);
        return part === null ? [] : [[told.actor, part]];
      }),
    ),
  );

/** What the actor of an event contributed to the signed content; null where nothing. */
function partIn({ artifact, card, evidence }: Round["sections"], told: Told): string | null {
  const { type, data, targets } = told;
  if (type === "version.registered" && data.number === artifact.version) return "registered the version";
  if (type === "card.revised" && data.version === artifact.version && data.revision <= card.revision)
    return "wrote the card";
  const reports = evidence.reports.map(({ digest }): string => digest);
  const isOf = (target: { digest?: string }) => reports.includes(target.digest ?? "");
  return type === "evaluation.reported" && targets.some(isOf) ? "filed a report" : null;
}
