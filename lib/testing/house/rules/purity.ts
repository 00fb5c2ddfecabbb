import { PURE } from "../floors.ts";
import { inEachFile } from "../rule.ts";
import type { Source } from "../sources.ts";
import { argumentsOf, isNode, lastName, type Node, type Nodes, nodesOf } from "../syntax.ts";

/** Clock, chance, network, screen, process: with these the same input may give two answers. */
const IMPURE = new Set([
  "performance",
  "crypto",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",

  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "console",
  "process",
  "Buffer",
  "require",

  "globalThis",
  "window",
  "self",
  "document",
  "navigator",
  "location",
  "requestAnimationFrame",

  "localStorage",
  "sessionStorage",
  "indexedDB",
  "__dirname",
  "__filename",
]);

export const purity = inEachFile("keeps pure files free of clock, chance and machine", (source) => {
  const { nodes } = source;
  if (!isPure(source)) return [];
  const own = namesBoundIn(nodes);
  return nodes.flatMap(([node, parent]) => {
    const used = impurityOf(node, parent);
    return used && !own.has(used) ? [`uses ${used}`] : [];
  });
});

function impurityOf(node: Node, parent: Node | null): string | null {
  if (node.type === "MetaProperty") return "import.meta";
  if (node.type !== "Identifier" || !parent || isOnlyAName(node, parent)) return null;
  const name = node["name"] as string;
  if (name === "Date") return readsTheClock(node, parent) ? "the clock of Date" : null;
  if (name === "Math")
    return lastName(parent) === "random" || parent.type !== "MemberExpression" ? "Math.random" : null;
  return IMPURE.has(name) ? name : null;
}

/**
 * The pure floors, and the code that words or computes something for a component: not hooks, not code that runs in
 * the page.
 */
const isPure = ({ floor, path, text }: Source): boolean =>
  PURE.includes(floor) ||
  (floor === "components" &&
    path.endsWith(".ts") &&
    !/\/use-/.test(path) &&
    !text.startsWith(`"use client"`));

/** Names the file declares itself: its `window` may be a span of time. */
function namesBoundIn(nodes: Nodes): ReadonlySet<string> {
  const patterns = nodes.flatMap(([node]) => [
    ...(node.type === "VariableDeclarator" ? [node["id"]] : []),
    ...(Array.isArray(node["params"]) ? node["params"] : []),
  ]);
  const named = patterns.filter(isNode).flatMap((pattern) => nodesOf(pattern).map(([part]) => part));
  return new Set(named.map((part) => lastName(part)).filter((name) => name !== null));
}

/** `a.name`, `{ name: … }`, a type's member: not the global of that name. */
function isOnlyAName(node: Node, parent: Node): boolean {
  if (parent.type === "MemberExpression") return parent["property"] === node && !parent["computed"];
  if (/^(?:TS)?(?:Property|Method)(?:Definition|Signature)?$/.test(parent.type))
    return parent["key"] === node && !parent["computed"] && parent["value"] !== node && !parent["shorthand"];
  return /^TS(?!AsExpression|NonNullExpression|SatisfiesExpression)/.test(parent.type);
}

/** Everything but `new Date(moment)`, `Date.parse`, `Date.UTC` and `instanceof Date`. */
function readsTheClock(node: Node, parent: Node): boolean {
  if (parent.type === "NewExpression") return parent["callee"] === node && argumentsOf(parent).length === 0;
  if (parent.type === "MemberExpression") return !/^(?:parse|UTC)$/.test(lastName(parent) ?? "");
  return parent["operator"] !== "instanceof";
}
