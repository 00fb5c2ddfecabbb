import { type CompositionContent, seatsUnder } from "#lib/councils/composition.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { asksChallenge, type PolicyContent, type Route, routeFor } from "#lib/policy/policy.ts";
import { differenceAt, documentCheck, type Round, type Told, toldBy } from "./documents.ts";

/**
 * Each round is under a policy that was published before it, in force then where the log says that the round bound it,
 * and has the seats that this policy requires.
 */
export const policyCheck = documentCheck("policy", ({ release, policy }, packet, found) => {
  const replay = new Replay(release.rounds);
  const streams = [`policy/${release.workspace}`, `release/${release.id}`];
  const events = packet.entries.filter(({ value }) => streams.includes(value.stream)).map(toldBy);
  for (const event of events)
    for (const fault of event ? replay.take(event) : []) found.tampered(event!.place, fault);
  const { council, seats, version } = release.rounds.at(-1)!.sections.policy;
  if (policy.version !== version)
    found.tampered("policy.json", `is version ${policy.version}; the last round is under ${version}`);
  const published = replay.published.get(policy.version);
  if (!published) found.tampered("policy.json", `version ${policy.version} was never published`);
  const at = published && differenceAt(expectedFile(published, policy.content), policy);
  if (at) found.tampered("policy.json", `${at} is not what was published`);
  return `version ${version} asks ${council} for ${seats.map((seat) => `${seat.min} ${seat.function}`).join(", ")}`;
});

type Published = Told<"policy.published">;
type Composed = Told<"council.composed">["data"];
type Section = Round["sections"]["policy"];

const expectedFile = ({ data: { version, content }, at, actor }: Published, given: PolicyContent) => ({
  v: 1,
  version,
  digest: digestOfJson(given),
  content,
  publishedAt: at,
  publishedBy: actor,
});

class Replay {
  readonly #rounds: readonly Round[];
  readonly published = new Map<number, Published>();
  /** Every composition of each council, oldest first. */
  readonly #composed = new Map<string, Composed[]>();
  #inForce = 0;

  constructor(rounds: readonly Round[]) {
    this.#rounds = rounds;
  }

  /** What is wrong with an event of the release, in the order of the log. */
  take(event: Told): string[] {
    if (event.type === "policy.published") {
      this.published.set(event.data.version, event);
      this.#inForce = event.data.version;
      return [];
    }
    if (event.type === "council.composed") {
      const { council } = event.data;
      this.#composed.set(council, [...(this.#composed.get(council) ?? []), event.data]);
      return [];
    }
    if (event.type === "release.opened") return this.#under(event.data.round, undefined);
    if (event.type === "release.edited" || event.type === "release.submitted")
      return this.#under(event.data.round, event.data.policy);
    return [];
  }

  #under(round: number, bound: number | undefined): string[] {
    const section = this.#rounds[round - 1]?.sections.policy;
    if (!section) return [];
    const published = this.published.get(section.version)?.data;
    if (!published) return [`is under policy ${section.version}, which was not published by then`];
    if (bound !== undefined && (bound !== this.#inForce || section.version !== bound))
      return [`is under policy ${section.version} while ${this.#inForce} was in force`];
    const content = published.content as PolicyContent;
    const route = routeFor(content, section.tier);
    const { reviewDays, validDays, deadlines } = route.ok ? route.value : {};
    const { challenged: _, composition: __, deadlines: ___, ...own } = section;
    const asked = asksChallenge(content, section.tier) ? { challenged: true } : {};
    const body = route.ok ? this.#body(route.value, section, bound !== undefined) : {};
    const told = deadlines ? { deadlines } : {};
    const due = { ...own, digest: published.digest, ...body, reviewDays, validDays, ...told, ...asked };
    const differs = differenceAt(due, section);
    return differs === null ? [] : [`policy ${differs} is not what policy ${section.version} requires`];
  }

  /** Its council and seats: with a council of its own, the composition in force when the round was bound. */
  #body({ councilId, council, seats }: Route, { composition }: Section, bound: boolean) {
    if (councilId === undefined) return { council, seats };
    const all = this.#composed.get(councilId) ?? [];
    const found = bound ? all.at(-1) : all.find(({ version }) => version === composition?.version);
    if (!found) return { council, seats, composition: null };
    const { version, digest, content } = found;
    return {
      council: content.name,
      seats: seatsUnder(seats, content as CompositionContent),
      composition: { council: councilId, version, digest },
    };
  }
}
