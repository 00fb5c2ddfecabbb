import { cyclesOf } from "../cycles.ts";
import type { Fault, Rule } from "../rule.ts";
import type { Source } from "../sources.ts";

/** Two files that load each other can see each other half initialised. */
export const runtimeCycles: Rule = {
  name: "loads without going in circles",
  check: (sources) =>
    circles(sources, (source) => [
      source.path,
      source.imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ target }) => target ?? []),
    ]),
};

/**
 * Types count here: folders that know each other are one folder. Files in a folder may know the folder's own files.
 */
export const folderCycles: Rule = {
  name: "has no two folders that know each other",
  check: (sources) =>
    circles(sources, ({ path, imports }) => {
      const folder = folderOf(path);
      const known = imports.flatMap(({ target }) => (target ? folderOf(target) : []));
      return [folder, known.filter((other) => !`${folder}/`.startsWith(`${other}/`))];
    }),
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

function circles(
  sources: readonly Source[],
  edgesOf: (source: Source) => [from: string, to: readonly string[]],
): Fault[] {
  const graph = new Map<string, Set<string>>();
  for (const source of sources.filter(({ test }) => !test)) {
    const [from, to] = edgesOf(source);
    graph.set(from, new Set([...(graph.get(from) ?? []), ...to]));
  }
  return cyclesOf(graph).flatMap((circle) =>
    circle.map((path) => ({ path, says: `in a circle: ${circle.join(", ")}` })),
  );
}
