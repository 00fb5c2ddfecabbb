import type { ASTNode } from "@marcbachmann/cel-js";
import { compileAny, type Expression, evaluateAny } from "./expression.ts";
import type { RecordShape } from "./shape.ts";
import type { Readable } from "./value.ts";

/** A part of an expression that is not true, with what it read. */
export type Finding = {
  /** The part, as it is written. */
  readonly part: string;
  /** What it reads, by path; items of a list that fail, by their name. */
  readonly read: readonly { readonly what: string; readonly value: string }[];
  /** Where it asks something of every item: how many fail, and of how many. */
  readonly items: { readonly failing: number; readonly of: number } | null;
};

/** Items named in a finding. */
const ITEMS_SHOWN = 8;

/** Why an expression is not true of a value: the parts joined with && that are not, with the values they read. */
export function findings({ ast }: Expression, value: Readable, root: RecordShape): Finding[] {
  return conjuncts(ast).flatMap((part) => {
    const found = yieldOf(part, value, root);
    return found === true ? [] : [findingOf(part, value, root)];
  });
}

const conjuncts = (node: ASTNode): ASTNode[] => (node.op === "&&" ? node.args.flatMap(conjuncts) : [node]);

const textOf = ({ input, start, end }: ASTNode): string => input.slice(start, end);

/** What a part yields on its own; undefined where it cannot be told. */
function yieldOf(part: ASTNode | string, value: Readable, root: RecordShape): unknown {
  const compiled = compileAny(typeof part === "string" ? part : textOf(part), root);
  if (!compiled.ok) return undefined;
  const found = evaluateAny(compiled.value, value);
  return "value" in found ? found.value : undefined;
}

function findingOf(part: ASTNode, value: Readable, root: RecordShape): Finding {
  const every = everyOf(part);
  const items = every && failingItems(every, value, root);
  if (items) return { part: textOf(part), ...items };
  const paths = [...new Set(pathsIn(part).map(textOf))];
  const read = paths.map((what) => ({ what, value: shown(yieldOf(what, value, root)) }));
  return { part: textOf(part), read, items: null };
}

type Every = { readonly list: string; readonly item: string; readonly body: string };

/** `list.all(item, body)`, or null. */
function everyOf(part: ASTNode): Every | null {
  if (part.op !== "rcall") return null;
  const [name, list, [item, body]] = part.args;
  return name === "all" && item && body
    ? { list: textOf(list), item: textOf(item), body: textOf(body) }
    : null;
}

function failingItems({ list, item, body }: Every, value: Readable, root: RecordShape) {
  const failing = yieldOf(`${list}.filter(${item}, !(${body}))`, value, root);
  const all = yieldOf(`size(${list})`, value, root);
  if (!Array.isArray(failing) || typeof all !== "bigint") return null;
  const read = failing.slice(0, ITEMS_SHOWN).map((one) => ({ what: nameOf(one), value: shown(one) }));
  return { read, items: { failing: failing.length, of: Number(all) } };
}

/** The longest paths that a part reads: `plan.stages`, and neither `plan` nor what a macro names. */
function pathsIn(node: ASTNode): ASTNode[] {
  if (node.op === "." && isPath(node)) return [node];
  if (node.op === "id") return [node];
  if (node.op === "value") return [];
  if (node.op === "rcall") return pathsIn(node.args[1]);
  const parts: readonly unknown[] = node.op === "call" ? node.args[1] : [node.args].flat();
  return parts.filter(isNode).flatMap(pathsIn);
}

const isPath = (node: ASTNode): boolean => node.op === "id" || (node.op === "." && isPath(node.args[0]));
const isNode = (part: unknown): part is ASTNode => typeof part === "object" && part !== null && "op" in part;

const nameOf = (item: unknown): string => {
  const parts = new Map(partsOf(item));
  return ["name", "metric"].flatMap((part) => parts.get(part) ?? []).join(", ") || shown(item);
};

/** The fields of a record that are there, by name: CEL has them in the order in which they were read. */
const partsOf = (value: unknown): [string, unknown][] =>
  [...(value instanceof Map ? value : Object.entries(Object(value)))]
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** A value in a few words; a list by its length. */
function shown(value: unknown): string {
  if (value === undefined) return "not there";
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value === "object")
    return partsOf(value)
      .filter(([name, part]) => name !== "name" && typeof part !== "object")
      .map(([name, part]) => `${name} ${shown(part)}`)
      .join(", ");
  return typeof value === "number" ? `${Number(value.toPrecision(6))}` : `${value}`;
}
