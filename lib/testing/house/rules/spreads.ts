import type { Rule } from "../rule.ts";
import { isNode } from "../syntax.ts";

/** `...{ a, b }` only saves lines. Tests too. */
export const spreads: Rule = {
  name: "writes the fields of an object instead of spreading a literal into it",
  check: (sources) =>
    sources.flatMap(({ path, nodes }) =>
      nodes
        .filter(([node]) => node.type === "SpreadElement")
        .filter(([{ argument }]) => isNode(argument) && argument.type === "ObjectExpression")
        .map(() => ({ path, says: "spreads a literal" })),
    ),
};
