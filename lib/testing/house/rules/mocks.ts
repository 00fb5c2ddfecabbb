import type { Rule } from "../rule.ts";
import { isNode } from "../syntax.ts";

const MOCKS = ["mock", "doMock", "hoisted"];

/** A worker loads each module once for all its test files, so a mocked one would be mocked for the others, too. */
export const mocks: Rule = {
  name: "mocks no module",
  check: (sources) =>
    sources.flatMap(({ path, nodes }) =>
      nodes
        .filter(([{ type, callee }]) => type === "CallExpression" && isNode(callee) && isMock(callee))
        .map(() => ({ path, says: "mocks a module" })),
    ),
};

function isMock({ type, object, property }: Readonly<Record<string, unknown>>): boolean {
  if (type !== "MemberExpression" || !isNode(object) || !isNode(property)) return false;
  return object["name"] === "vi" && MOCKS.includes(String(property["name"]));
}
