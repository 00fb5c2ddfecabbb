import { describe, expect, it } from "vitest";
import { accessEvents } from "#lib/access/events.ts";
import { auditEvents } from "#lib/audit/events.ts";
import { councilEvents } from "#lib/councils/events.ts";
import { exposureEvents } from "#lib/exposure/events.ts";
import { incidentEvents } from "#lib/incidents/events.ts";
import { monitoringEvents } from "#lib/monitoring/events.ts";
import { EVENTS } from "#lib/overview/events.ts";
import { notificationEvents } from "#lib/overview/notification-events.ts";
import { webhookEvents } from "#lib/overview/webhook-events.ts";
import { policyEvents } from "#lib/policy/events.ts";
import { freezeEvents } from "#lib/policy/freeze-events.ts";
import { registryEvents } from "#lib/registry/events.ts";
import { deploymentEvents } from "#lib/releases/deployment-events.ts";
import { releaseEvents } from "#lib/releases/events.ts";
import { templateEvents } from "#lib/releases/template-events.ts";
import { rolloutEvents } from "#lib/rollouts/events.ts";
import { type Source, sourceOf, wholeHouse } from "#lib/testing/house/sources.ts";
import { textOf } from "#lib/testing/house/syntax.ts";

const ROOMS = [
  accessEvents,
  auditEvents,
  registryEvents,
  exposureEvents,
  policyEvents,
  freezeEvents,
  templateEvents,
  councilEvents,
  releaseEvents,
  deploymentEvents,
  monitoringEvents,
  rolloutEvents,
  incidentEvents,
  notificationEvents,
  webhookEvents,
];
const NOUNS = new Set(Object.keys(EVENTS).map((type) => type.split(".")[0]!));
const TYPE = /^([a-z][a-z-]*)\.([a-z][a-z-]*)$/;
/** Files that are named like an event: `release.json`. */
const FILE = /^(json|ndjson|ts|tsx|csv|example|md)$/;

const house = wholeHouse().filter(({ test }) => !test);

/** Event types in a file's strings that no catalogue knows. */
const strangersIn = ({ path, nodes }: Source): string[] =>
  nodes
    .map(([node]) => TYPE.exec(textOf(node) ?? ""))
    .filter((type) => type !== null && NOUNS.has(type[1]!) && !FILE.test(type[2]!))
    .map((type) => type![0])
    .filter((type) => !Object.hasOwn(EVENTS, type))
    .map((type) => `${path}: ${type}`);

/** Types that stand in more than one of these catalogues, or in none of them. */
function misplacedIn(rooms: readonly object[], all: object): string[] {
  const types = rooms.flatMap((room) => Object.keys(room));
  const twice = types.filter((type, i) => types.indexOf(type) !== i);
  return [...twice, ...Object.keys(all).filter((type) => !types.includes(type))];
}

describe("the catalogue of events", () => {
  it("has each type in exactly one room", () => {
    expect(misplacedIn(ROOMS, EVENTS)).toEqual([]);
    expect(misplacedIn([...ROOMS, { "release.opened": {} }], EVENTS)).toEqual(["release.opened"]);
    expect(misplacedIn(ROOMS, { ...EVENTS, "release.gilded": {} })).toEqual(["release.gilded"]);
  });

  it("knows every event type that stands in the code", () => {
    const read = house.filter(({ path }) => /^(lib|app|components|bin)\//.test(path));
    expect(read.length).toBeGreaterThan(300);
    expect(read.flatMap(strangersIn)).toEqual([]);
    const planted = sourceOf("lib/planted.ts", `if (action === "release.gilded") go(); // "release.none"`);
    expect(strangersIn(planted)).toEqual(["lib/planted.ts: release.gilded"]);
  });

  it("has an event for every type it knows: a command makes it", () => {
    const made = house
      .filter(({ path }) => /^lib\/\w+\/(commands|rows)\//.test(path))
      .map(({ text }) => text)
      .join("\n");
    expect(Object.keys(EVENTS).filter((type) => !made.includes(`"${type}"`))).toEqual([]);
  });
});
