import type { Rule } from "../rule.ts";
import { isNode } from "../syntax.ts";

/** `...{ a, b }` and `...[a, b]` only save lines. Tests too. */
export const spreads: Rule = {
  name: "writes what is in a literal instead of spreading one into another",
  check: (sources) =>
    sources.flatMap(({ path, nodes }) =>
      nodes
        .filter(([node]) => node.type === "SpreadElement")
        .filter(([{ argument }]) => isNode(argument) && /^(?:Object|Array)Expression$/.test(argument.type))
        .map(() => ({ path, says: "spreads a literal" })),
    ),
};
