import { inEachFile } from "../rule.ts";
import type { Source } from "../sources.ts";
import { argumentsOf, fieldOf, isNode, lastName, type Node, type Nodes, textOf } from "../syntax.ts";

const DEFINES: Readonly<Record<string, string>> = { commands: "defineCommand", queries: "defineQuery" };

/** `commands/pause-rollout.ts` exports `pauseRollout`, with the name `pause-rollout`, and defines nothing else. */
export const definitions = inEachFile(
  "has one command or query in a file, named as the file is",
  (source) => {
    const [, , folder = ""] = source.path.split("/");
    const wanted = source.room >= 0 && source.path.startsWith("lib/") ? DEFINES[folder] : undefined;
    const defined = source.nodes.filter(([node]) => isDefinition(node)).map(([node]) => node);
    if (!wanted) return defined.map((call) => `${lastName(call["callee"])} outside commands/ and queries/`);
    if (defined.length !== 1) return [`${defined.length} definitions`];
    return faultsOf(source, defined[0]!, wanted);
  },
);

const isDefinition = (node: Node): boolean =>
  node.type === "CallExpression" && Object.values(DEFINES).includes(lastName(node["callee"]) ?? "");

function faultsOf(source: Source, call: Node, wanted: string): string[] {
  const file = source.path.split("/").at(-1)!.replace(/\.ts$/, "");
  const faults: string[] = [];
  if (lastName(call["callee"]) !== wanted) faults.push(`${lastName(call["callee"])}, not ${wanted}`);
  const name = textOf(fieldOf(argumentsOf(call)[0], "name"));
  if (name !== file) faults.push(`is called ${name}`);
  const exported = exportedAs(source.nodes, call);
  if (exported !== camelCase(file)) faults.push(`is exported as ${exported}`);
  return faults;
}

/** The name under which a file exports exactly this value. */
function exportedAs(nodes: Nodes, value: Node): string | null {
  for (const [node, parent] of nodes)
    if (node.type === "VariableDeclaration" && parent?.type === "ExportNamedDeclaration")
      for (const declared of node["declarations"] as Node[])
        if (declared["init"] === value && isNode(declared["id"])) return lastName(declared["id"]);
  return null;
}

const camelCase = (file: string): string =>
  file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
