import { describe, expect, it } from "vitest";
import {
  importsOf,
  isTest,
  MAY_KNOW,
  placeOf,
  type Source,
  sources,
  withoutComments,
} from "#lib/testing/house/house.ts";

const LINES_MAX = 250;

describe("the architecture", () => {
  it("saw the house", () => {
    expect(sources.length).toBeGreaterThan(200);
    for (const floor of Object.keys(MAY_KNOW))
      expect(
        sources.some((source) => source.floor === floor),
        floor,
      ).toBe(true);
  });

  it("lets each floor know only what its row names, and each room only earlier rooms", () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([]);
  });

  it("keeps the pure floors free of clock, chance, database and Node", () => {
    const impure =
      /from "node:|\bDate\.now\(|new Date\(\)|Math\.random\(|crypto\.(?:randomUUID|getRandomValues)|process\.env/;
    const pure = sources.filter(
      ({ floor, path }) => ["kernel", "instruments", "core"].includes(floor) && !isTest(path),
    );
    expect(pure.length).toBeGreaterThan(60);
    expect(pure.filter(({ text }) => impure.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });

  it("opens writing transactions in the one door only", () => {
    const openers = sources
      .filter(({ path, text }) => !isTest(path) && /\binWorkspace(?:Plain)?\(|\$transaction\(/.test(text))
      .map(({ path }) => path)
      .filter((path) => !path.startsWith("lib/testing/"));
    expect(openers.sort()).toEqual(
      [
        // The door itself, its read-only twin, and what they are built on.
        "lib/command/query.ts",
        "lib/command/run.ts",
        "lib/db/transaction.ts",
        // Telemetry is not a decision: batches go in beside the door.
        "lib/workers/reconciler.ts",
        "lib/monitoring/ingest/once.ts",
        // Who asks, before there is a caller; failed sign-ins must outlive their refusal.
        "lib/access/admission/caller-of-token.ts",
        "lib/access/admission/admit-try.ts",
        // How much leaves at once, counted across workspaces.
        "lib/access/admission/admit-export.ts",
        // Reads every workspace's pointers into memory.
        "lib/exposure/serving/assignment-table.ts",
        // The seed looks at what it made before, read-only.
        "prisma/seed/reading.ts",
      ].sort(),
    );
  });

  it("keeps files small and names telling", () => {
    const long = sources
      .filter(({ text }) => text.split("\n").length > LINES_MAX + 1)
      .map(({ path }) => path);
    expect(long).toEqual([]);
    const vague = /(?:^|\/)(?:index|utils?|helpers?|service|manager|data|info|common|misc)\.tsx?$/;
    expect(sources.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it("names a command, its permission and its event with one noun", () => {
    const commands = sources.filter(
      ({ path, text }) => /\/commands\//.test(path) && /defineCommand\(\{/.test(text) && !isTest(path),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.flatMap(misnamed)).toEqual([]);
  });
});

function misnamed({ path, text }: Source): string[] {
  const file = path.split("/").at(-1)!.replace(/\.ts$/, "");
  const name = /\bname: "([^"]+)"/.exec(text)?.[1];
  const permission = /\bpermission: "([^"]+)"/.exec(text)?.[1];
  // steer-rollout makes three commands of one shape; their files name them.
  if (!name || !permission) return file === "steer-rollout" ? [] : [`${path}: no literal name or permission`];
  const [noun, verb] = permission.split(":");
  const faults: string[] = [];
  if (name !== file) faults.push(`${path}: the command is called ${name}`);
  if (name !== `${verb}-${noun}`) faults.push(`${path}: ${name} asks for ${permission}`);
  if (!new RegExp(`"${noun}\\.[a-z-]+"`).test(text) && !/judge-rollout|roll-back-rollout/.test(path))
    faults.push(`${path}: no event of ${noun}`);
  return faults;
}

function forbiddenImports(source: Source): string[] {
  if (isTest(source.path)) return [];
  return importsOf(source).flatMap(({ target, typeOnly }) => {
    const place = placeOf(target);
    const line = `${source.path} → ${target}`;
    if (place.floor === "ledger" && !["runner", "testing"].includes(source.floor)) return [line];
    // The client takes its types from the route table, never its code.
    if (source.floor === "client" && place.floor === "edge" && typeOnly) return [];
    if (!MAY_KNOW[source.floor].includes(place.floor)) return [line];
    const inRooms = source.room >= 0 && place.room >= 0;
    return inRooms && place.room > source.room ? [`${line} (a later room)`] : [];
  });
}
