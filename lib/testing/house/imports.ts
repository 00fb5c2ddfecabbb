import { dirname, join } from "node:path/posix";
import { argumentsOf, isNode, lastName, type Node, textOf } from "./syntax.ts";

/** An import of a file, in any form. */
export type Import = {
  /** As written: `zod`, `node:fs`, `#lib/env.ts`; `…` stands for a part known only at run time. */
  specifier: string;
  /** The imported file, from the project's root; null for a package. */
  target: string | null;
  typeOnly: boolean;
};

/** Every import of a file: static, `export from`, side effect, dynamic, of a type, `require`, `new URL` beside it. */
export function importsOf(path: string, nodes: readonly Node[]): Import[] {
  const found: Import[] = [];
  for (const node of nodes) {
    const source = sourceOfImport(node);
    const specifier = isNode(source) ? (textOf(source) ?? "…") : null;
    if (specifier !== null)
      found.push({ specifier, target: targetOf(path, specifier), typeOnly: isTypeOnly(node) });
  }
  return found;
}

function sourceOfImport(node: Node): unknown {
  if (/^(?:Import(?:Declaration|Expression)|Export(?:Named|All)Declaration|TSImportType)$/.test(node.type))
    return node["source"] ?? null;
  if (node.type === "TSExternalModuleReference") return node["expression"];
  if (node.type === "CallExpression" && /^(?:require|resolve)$/.test(lastName(node["callee"]) ?? ""))
    return isRequire(node) ? argumentsOf(node)[0] : null;
  return node.type === "NewExpression" && isCodeBeside(node) ? argumentsOf(node)[0] : null;
}

/** `require`, `require.resolve`, `import.meta.resolve`; not `resolve` of paths. */
function isRequire({ callee }: Node): boolean {
  if (!isNode(callee)) return false;
  const { object } = callee;
  return (
    callee["name"] === "require" ||
    lastName(object) === "require" ||
    (isNode(object) && object.type === "MetaProperty")
  );
}

/** `new URL("./code.ts", import.meta.url)`: how a worker or a child process names its program. */
function isCodeBeside(node: Node): boolean {
  const [path, base] = argumentsOf(node);
  if (lastName(node["callee"]) !== "URL" || lastName(base) !== "url") return false;
  return /\.[cm]?[jt]sx?$/.test(textOf(path) ?? "");
}

function isTypeOnly(node: Node): boolean {
  return node.type === "TSImportType" || node["importKind"] === "type" || node["exportKind"] === "type";
}

function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? join(dirname(from), specifier) : null;
}
