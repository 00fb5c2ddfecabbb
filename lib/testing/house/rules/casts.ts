import { inEachFile } from "../rule.ts";
import { isNode, lastName, nodesOf } from "../syntax.ts";

/** A cast into one of these lets through a state that does not exist. */
const CLOSED = /(?:State|Verdict|Decision|Outcome|Tier|Kind|Rule|Section)$/;

/** A state is narrowed once, where its row is read. */
export const casts = inEachFile("narrows states where rows are read, and nowhere else", ({ path, nodes }) =>
  /^lib\/\w+\/rows\//.test(path)
    ? []
    : nodes
        .filter(([node]) => node.type === "TSAsExpression" || node.type === "TSTypeAssertion")
        .flatMap(([node]) => {
          const type = node["typeAnnotation"];
          const named = isNode(type) ? nodesOf(type).map(([part]) => lastName(part["typeName"]) ?? "") : [];
          return named.filter((name) => CLOSED.test(name)).map((name) => `as ${name}`);
        }),
);
