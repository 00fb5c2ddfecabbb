import { expect, it } from "vitest";
import { z } from "zod";
import { incidentOf, isPrivateStream, type NamingEntry, packetStreams } from "./packet-streams.ts";

const entry = (action: string, named: Partial<NamingEntry> = {}): NamingEntry => ({
  stream: "release/r1",
  action,
  tenant: "w",
  actor: { type: "user", id: "p" },
  targets: [],
  ...named,
});
const due = (...entries: NamingEntry[]): string[] => [...packetStreams("r1", entries)].sort();

const opened = entry("release.opened", {
  targets: [
    { type: "version", id: "v", digest: "sha256:ab" },
    { type: "model", id: "m" },
    { type: "pointer", id: "p" },
  ],
});
const started = entry("release.started", { targets: [{ type: "rollout", id: "o" }] });
const incident = (n: number) =>
  entry("incident.opened", {
    stream: `incident/${incidentOf("o", n)}`,
    targets: [{ type: "rollout", id: "o" }],
  });

it("a release names its model, its pointer, the policies and the list of its digest", () => {
  expect(due()).toEqual(["release/r1"]);
  expect(due(opened)).toEqual(["model/m", "offers/w/sha256:ab", "pointer/p", "policy/w", "release/r1"]);
});

it("the list names every release of the digest, also those it does not list itself", () => {
  const offered = entry("version.offered", { data: { release: "r2", unlisted: ["r0"] } });
  expect(due(offered)).toEqual(["release/r0", "release/r1", "release/r2"]);
});

it("a rollout names one incident more than it has", () => {
  const incidents = [1, 2, 3].map((n) => `incident/${incidentOf("o", n)}`);
  const [first, second] = incidents;
  expect(new Set(due(started))).toEqual(new Set(["release/r1", "rollout/o", first]));
  expect(new Set(due(started, incident(1)))).toEqual(new Set(["release/r1", "rollout/o", first, second]));
  expect(new Set(due(started, incident(1), incident(2)))).toEqual(
    new Set(["release/r1", "rollout/o", ...incidents]),
  );
});

it("signatures name their signers with their factors, and acts of a machine its token", () => {
  for (const action of ["verdict.cast", "policy.signed"])
    expect(due(entry(action, { data: { signer: "s" } }))).toEqual([
      "factors/s",
      "password/s",
      "person/s",
      "release/r1",
    ]);
  const byToken = entry("version.registered", { actor: { type: "service", id: "t" } });
  expect(due(byToken)).toEqual(["release/r1", "token/t"]);
  expect(["person/s", "factors/s", "token/t"].every(isPrivateStream)).toBe(true);
  expect(["release/r1", "persons/s", "model/person/x"].some(isPrivateStream)).toBe(false);
});

it("a signer's grants name who proposed and who confirmed them, the operator aside", () => {
  for (const action of ["function.proposed", "function.confirmed", "person.invited", "link.issued"]) {
    const granted = entry(action, { stream: "person/s" });
    expect(due(granted)).toEqual(["factors/p", "password/p", "person/p", "release/r1"]);
    expect(due({ ...granted, actor: { type: "system", id: "operator" } })).toEqual(["release/r1"]);
  }
});

it("data of another shape names nothing and does not throw", () => {
  for (const data of [undefined, null, "x", { signer: 1, release: {}, unlisted: "r0" }])
    expect(due(entry("verdict.cast", { data }), entry("version.offered", { data }))).toEqual(["release/r1"]);
});

it("an incident's id is a UUID that follows from its rollout", () => {
  expect(z.uuid().safeParse(incidentOf("o", 1)).success).toBe(true);
  expect(incidentOf("o", 1)).toBe(incidentOf("o", 1));
  expect(new Set([incidentOf("o", 1), incidentOf("o", 2), incidentOf("p", 1)]).size).toBe(3);
});
