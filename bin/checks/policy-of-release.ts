import { type CompositionContent, seatsUnder } from "#lib/councils/composition.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import {
  asksChallenge,
  type PolicyContent,
  type Route,
  routeFor,
  type SeatRule,
  seatsFor,
} from "#lib/policy/policy.ts";
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
type Binding = {
  readonly composition: Round["sections"]["policy"]["composition"] | undefined;
  /** Whether the log says that the round took what was in force. */
  readonly bound: boolean;
};

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
    const { policy: section, target } = this.#rounds[round - 1]?.sections ?? {};
    if (!section || !target) return [];
    const published = this.published.get(section.version)?.data;
    if (!published) return [`is under policy ${section.version}, which was not published by then`];
    if (bound !== undefined && (bound !== this.#inForce || section.version !== bound))
      return [`is under policy ${section.version} while ${this.#inForce} was in force`];
    const content = published.content as PolicyContent;
    const route = routeFor(content, section.tier);
    if (!route.ok) return [`is of a tier that policy ${section.version} does not route`];
    const { challenged: _, composition: __, deadlines: ___, sealed: ____, ...own } = section;
    const asked = asksChallenge(content, section.tier) ? { challenged: true } : {};
    const bind = { composition: section.composition, bound: bound !== undefined };
    const signing = this.#signing(route.value, target.changeClass, bind);
    const due = { ...own, digest: published.digest, ...signing, ...asked };
    const differs = differenceAt(due, section);
    return differs === null ? [] : [`policy ${differs} is not what policy ${section.version} requires`];
  }

  /** Who signs it and when, by its route. */
  #signing(route: Route, changeClass: string, bind: Binding) {
    const { reviewDays, validDays, deadlines, sealed } = route;
    const signing = seatsFor(route, changeClass);
    const body = this.#body(route, signing.ok ? signing.value : [], bind);
    const told = {
      ...(deadlines ? { deadlines } : {}),
      ...(sealed && changeClass === "normal" ? { sealed } : {}),
    };
    return { ...body, reviewDays, validDays, ...told };
  }

  /** Its council and seats: with a council of its own, the composition in force when the round was bound. */
  #body({ councilId, council }: Route, seats: readonly SeatRule[], { composition, bound }: Binding) {
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
