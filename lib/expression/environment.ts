import { Environment } from "@marcbachmann/cel-js";
import type { RecordShape, Shape } from "./shape.ts";

/** Refused while parsing, before anything is checked. */
const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 0,
  maxCallArguments: 3,
};

/** What CEL knows of a record: one variable for each of its fields, and a type for each record inside. */
export function environmentOf(root: RecordShape): Environment {
  const environment = new Environment({ limits: LIMITS });
  for (const [name, { shape }] of Object.entries(root.fields))
    environment.registerVariable(name, typeOf(shape, capital(name), environment));
  return environment;
}

/** A type's name in CEL. Records are registered under their path, innermost first. */
function typeOf(shape: Shape, path: string, environment: Environment): string {
  if (shape.kind === "list") return `list<${typeOf(shape.item, path, environment)}>`;
  if (shape.kind !== "record") return shape.kind;
  const fields = Object.entries(shape.fields).map(([name, field]) => [
    name,
    typeOf(field.shape, `${path}${capital(name)}`, environment),
  ]);
  environment.registerType(path, { fields: Object.fromEntries(fields) });
  return path;
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
