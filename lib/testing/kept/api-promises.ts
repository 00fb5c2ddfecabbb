import { answeredStill, type Schema, takenStill } from "./schema-promises.ts";

type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
export type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content; readonly $ref?: string }>>;
  readonly security?: readonly object[];
};

/** The parts of an OpenAPI document that promise something to a client. */
export type Described = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security: readonly object[];
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/**
 * What a client written to the old description cannot rely on under the new one; empty where it can rely on
 * everything.
 */
export function brokenPromises(then: Described, now: Described): string[] {
  const broken: string[] = [];
  for (const [path, operations] of Object.entries(then.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const place = `${method.toUpperCase()} ${path}`;
      const present = now.paths[path]?.[method];
      if (!present) broken.push(`${place} is gone`);
      else broken.push(...brokenIn(secured(operation, then), secured(present, now), place));
    }
  for (const [name, schema] of Object.entries(then.components.schemas))
    broken.push(...answeredStill(schema, now.components.schemas[name] ?? { type: "none" }, name));
  return broken;
}

const secured = (operation: Operation, { security }: Described) => ({ security, ...operation });
type Secured = ReturnType<typeof secured>;

function brokenIn(then: Secured, now: Secured, place: string): string[] {
  const admitted = now.security.map((way) => JSON.stringify(way));
  const locked = then.security.filter((way) => !admitted.includes(JSON.stringify(way)));
  return [
    ...(then.operationId === now.operationId ? [] : [`${place} is called ${now.operationId} now`]),
    ...locked.map((way) => `${place} no longer admits ${Object.keys(way).join()}`),
    ...brokenParameters(then, now, place),
    ...brokenBody(then, now, place),
    ...brokenAnswers(then, now, place),
  ];
}

function brokenParameters(then: Operation, now: Operation, place: string): string[] {
  const broken: string[] = [];
  const known = new Map((then.parameters ?? []).map((one) => [`${one.in} ${one.name}`, one]));
  const present = new Map((now.parameters ?? []).map((one) => [`${one.in} ${one.name}`, one]));
  for (const [name, parameter] of known) {
    const same = present.get(name);
    if (same) broken.push(...takenStill(parameter.schema, same.schema, `${place} ${name}`));
    else broken.push(`${place} ${name} is no longer taken`);
  }
  for (const [name, { required }] of present)
    if (required && !known.get(name)?.required) broken.push(`${place} ${name} is required now`);
  return broken;
}

function brokenBody({ requestBody: then }: Operation, { requestBody: now }: Operation, place: string) {
  const broken: string[] = [];
  if (now?.required && !then?.required) broken.push(`${place} body is required now`);
  for (const [type, { schema }] of Object.entries(then?.content ?? {})) {
    const present = now?.content[type];
    if (present) broken.push(...takenStill(schema, present.schema, `${place} body`));
    else broken.push(`${place} no longer takes ${type}`);
  }
  return broken;
}

/** Refusals promise only that they are problems. */
function brokenAnswers(then: Operation, now: Operation, place: string): string[] {
  const broken: string[] = [];
  for (const [status, { content }] of Object.entries(then.responses)) {
    if (!content) continue;
    const present = now.responses[status]?.content;
    for (const [type, { schema }] of Object.entries(content))
      if (present?.[type]) broken.push(...answeredStill(schema, present[type].schema, `${place} ${status}`));
      else broken.push(`${place} no longer answers ${status} with ${type}`);
  }
  return broken;
}
