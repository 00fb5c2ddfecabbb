import { digestOfJson } from "#lib/kernel/digest.ts";
import { asksChallenge, type PolicyContent, routeFor, seatsFor } from "#lib/policy/policy.ts";
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
    const { council, reviewDays, validDays } = route.ok ? route.value : {};
    const signing = route.ok ? seatsFor(route.value, target.changeClass) : route;
    const seats = signing.ok ? signing.value : undefined;
    const { challenged: _, ...own } = section;
    const asked = asksChallenge(content, section.tier) ? { challenged: true } : {};
    const due = { ...own, digest: published.digest, council, seats, reviewDays, validDays, ...asked };
    const differs = differenceAt(due, section);
    return differs === null ? [] : [`policy ${differs} is not what policy ${section.version} requires`];
  }
}
