import type { Rule } from "../rule.ts";
import { isNode } from "../syntax.ts";

const SPREADS = ["SpreadElement", "JSXSpreadAttribute"];

/** `...{ a, b }` only saves lines, also among the props of a component. Tests too. */
export const spreads: Rule = {
  name: "writes the fields of an object instead of spreading a literal into it",
  check: (sources) =>
    sources.flatMap(({ path, nodes }) =>
      nodes
        .filter(([node]) => SPREADS.includes(node.type))
        .filter(([{ argument }]) => isNode(argument) && argument.type === "ObjectExpression")
        .map(() => ({ path, says: "spreads a literal" })),
    ),
};
