import type { Fault, Rule } from "../rule.ts";
import type { Source } from "../sources.ts";
import { argumentsOf, isNode, lastName, type Node } from "../syntax.ts";

/** Fewer fields can be the same by chance: `{ name, href }`. */
const FIELDS_MIN = 3;

/** A shape with a name: a view's contract, or a type of a component. */
type Shape = { readonly path: string; readonly name: string; readonly fields: string };

/** The contract of a view is the only place that says its fields. */
export const views: Rule = {
  name: "declares a view once",
  check(sources) {
    const contracts = sources.filter(({ path }) => isViews(path)).flatMap(contractsIn);
    const types = sources.filter(isOfComponents).flatMap(typesIn);
    return [...namedTwice(contracts), ...declaredAgain(contracts, types)];
  },
};

const isViews = (path: string): boolean => /^lib\/\w+\/views\//.test(path);
const isOfComponents = ({ path, test }: Source): boolean => path.startsWith("components/") && !test;

const namedTwice = (contracts: readonly Shape[]): Fault[] =>
  contracts
    .filter(({ name, path }) => contracts.some((other) => other.name === name && other.path !== path))
    .map(({ path, name }) => ({ path, says: `declares ${name}, as another view does` }));

const declaredAgain = (contracts: readonly Shape[], types: readonly Shape[]): Fault[] =>
  types.flatMap(({ path, name, fields }) => {
    const contract = contracts.find((each) => each.fields === fields);
    return contract
      ? [{ path, says: `declares ${name}, which is ${contract.name} of ${contract.path}` }]
      : [];
  });

/** `export const someView = z.object({ … })`. */
const contractsIn = ({ path, nodes }: Source): Shape[] =>
  nodes.flatMap(([node, parent]) => {
    if (node.type !== "VariableDeclaration" || parent?.type !== "ExportNamedDeclaration") return [];
    return (node["declarations"] as Node[]).flatMap(({ id, init }) => {
      const fields =
        isNode(init) && isObjectSchema(init) ? namesOf(argumentsOf(init)[0]?.["properties"]) : null;
      return fields === null ? [] : [{ path, name: lastName(id) ?? "", fields }];
    });
  });

const isObjectSchema = (node: Node): boolean =>
  node.type === "CallExpression" && /^(?:strictO|o)bject$/.test(lastName(node["callee"]) ?? "");

/** `type Some = { … }` and `interface Some { … }`, exported or not. */
const typesIn = ({ path, nodes }: Source): Shape[] =>
  nodes.flatMap(([node]) => {
    const members = membersOf(node);
    const fields = members === undefined ? null : namesOf(members);
    return fields === null ? [] : [{ path, name: lastName(node["id"]) ?? "", fields }];
  });

function membersOf(node: Node): unknown {
  if (node.type === "TSInterfaceDeclaration") return (node["body"] as Node)["body"];
  const type = node.type === "TSTypeAliasDeclaration" ? node["typeAnnotation"] : null;
  return isNode(type) && type.type === "TSTypeLiteral" ? type["members"] : undefined;
}

/** The names of the fields in order of the alphabet; null where they are few or not all are written out. */
function namesOf(members: unknown): string | null {
  if (!Array.isArray(members) || members.length < FIELDS_MIN) return null;
  const names = (members as Node[]).map((member) => lastName(member["key"]));
  return names.every((name) => name !== null) ? names.sort().join() : null;
}
