import { inEachFile } from "../rule.ts";
import { argumentsOf, fieldOf, lastName, type Node, textOf } from "../syntax.ts";

/** These judge a release's rollout: their event depends on the judgement. */
const EVENT_OF_ANOTHER = /\/(?:judge|roll-back)-rollout\.ts$/;

export const oneNoun = inEachFile(
  "names a command, its permission and its event with one noun",
  ({ path, nodes, text }) => {
    const [definition] = nodes.filter(([node]) => isCommand(node)).map(([node]) => argumentsOf(node)[0]!);
    if (!definition || !path.includes("/commands/")) return [];
    const name = textOf(fieldOf(definition, "name"));
    const permission = textOf(fieldOf(definition, "permission"));
    if (!name || !permission) return ["no literal name or permission"];
    const [noun, verb] = permission.split(":");
    const faults = name === `${verb}-${noun}` ? [] : [`${name} asks for ${permission}`];
    if (!new RegExp(`"${noun}\\.[a-z-]+"`).test(text) && !EVENT_OF_ANOTHER.test(path))
      faults.push(`no event of ${noun}`);
    return faults;
  },
);

const isCommand = (node: Node): boolean =>
  node.type === "CallExpression" && lastName(node["callee"]) === "defineCommand";
