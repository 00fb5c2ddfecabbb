import { inEachFile, type Rule } from "../rule.ts";
import { isNode, lastName, type Node } from "../syntax.ts";
import { linesOf } from "./length.ts";

const PAGE_MAX = 80;
const PAGE = /^app\/(?:.*\/)?page\.tsx$/;

/** What Next itself asks a page for. */
const ASKED_FOR = /^(?:generateMetadata|generateStaticParams)$/;

/** A page wires: its words and looks lie in components/, tested. */
export const pages = inEachFile(`keeps pages to ${PAGE_MAX} lines of wiring`, ({ path, text, nodes }) => {
  if (!PAGE.test(path)) return [];
  const lines = linesOf(text);
  const functions = nodes.flatMap(([node, parent]) => ownFunction(node, parent));
  return [
    ...(lines > PAGE_MAX ? [`${lines} lines`] : []),
    ...functions.map((name) => `has a function of its own: ${name}`),
  ];
});

/** A function beside the page's own. One that waits for something is wiring too. */
function ownFunction(node: Node, parent: Node | null): string[] {
  if (parent?.type !== "Program") return [];
  if (node.type === "FunctionDeclaration") return node["async"] ? [] : named(node["id"]);
  if (node.type !== "VariableDeclaration") return [];
  return (node["declarations"] as Node[]).flatMap(({ id, init }) =>
    isNode(init) && isFunction(init) && !init["async"] ? named(id) : [],
  );
}

const isFunction = ({ type }: Node): boolean => /^(?:Arrow)?Function/.test(type);

const named = (id: unknown): string[] => [lastName(id) ?? ""].filter((name) => !ASKED_FOR.test(name));

export const words: Rule = {
  name: "has no words or shapes of components in app/",
  check: (sources) =>
    sources
      .filter(({ path }) => /^app\/.*-(?:words|props)\.tsx?$/.test(path))
      .map(({ path }) => ({ path, says: "belongs to components/<room>, beside its test" })),
};
