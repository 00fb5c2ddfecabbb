import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isTest, type Place, placeOf } from "./floors.ts";
import { type Import, importsOf } from "./imports.ts";
import { type Nodes, nodesOf, parse } from "./syntax.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDERS = [
  "app",
  "bench",
  "bin",
  "components",
  "conformance",
  "e2e",
  "examples",
  "attacks",
  "faults",
  "simulate",
  "lib",
  "prisma",
  "scripts",
];

/** A file of code with its place in the house. */
export type Source = Place & {
  readonly path: string;
  readonly text: string;
  /** Its syntax. */
  readonly nodes: Nodes;
  readonly imports: readonly Import[];
  /** A test, or code that only tests use. */
  readonly test: boolean;
};

/** Its syntax is read once somebody asks for it: most rules are about few files. */
export function sourceOf(path: string, text: string): Source {
  let nodes: Nodes | undefined;
  let imports: readonly Import[] | undefined;
  const read = () => {
    nodes ??= nodesOf(parse(path, text));
    return nodes;
  };
  return {
    path,
    text,
    get nodes() {
      return read();
    },
    get imports() {
      imports ??= importsOf(
        path,
        read().map(([node]) => node),
      );
      return imports;
    },
    test: isTest(path),
    ...placeOf(path),
  };
}

/** Every file of code in the project. */
export function wholeHouse(): readonly Source[] {
  house ??= FOLDERS.flatMap(filesUnder)
    .concat("server.ts", "worker.ts")
    .map((path) => sourceOf(path, readFileSync(join(ROOT, path), "utf8")));
  return house;
}

let house: readonly Source[] | undefined;

const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.tsx?$/.test(path) && statSync(join(ROOT, path)).isFile());
