import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
};

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8")) as {
  packages: Record<string, Entry>;
};

/** The first versions without a known vulnerability; raised with each advisory that concerns us. */
const FLOORS: Readonly<Record<string, string>> = {
  next: "16.4.5",
  "next-auth": "4.24.15",
  zod: "4.6.7",
  sharp: "0.35.5",
};

describe("package-lock.json", () => {
  it("lists every optional package of every platform, or `npm ci` refuses it", () => {
    const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in lock.packages) && !(`${owner}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing, "run: node scripts/complete-lock.ts").toEqual([]);
  });

  it("has an integrity for every package that is not optional", () => {
    const bare = Object.entries(lock.packages).filter(
      ([path, { integrity, optional }]) => path !== "" && !integrity && !optional,
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it.each(Object.entries(FLOORS))("has %s of at least %s everywhere", (name, floor) => {
    const versions = Object.entries(lock.packages)
      .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
      .map(([, { version }]) => version!);
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions)
      expect(compare(version, floor), `${name} ${version}`).toBeGreaterThanOrEqual(0);
  });
});

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  const at = [0, 1, 2].find((index) => left[index] !== right[index]);
  return at === undefined ? 0 : left[at]! - right[at]!;
}
