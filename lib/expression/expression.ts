import {
  type Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  TypeError as UntypedError,
} from "@marcbachmann/cel-js";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { stepsOf } from "./bound.ts";
import { environmentOf } from "./environment.ts";
import { Refused } from "./extent.ts";
import { type Fault, faultAt } from "./fault.ts";
import type { RecordShape } from "./shape.ts";
import type { Readable } from "./value.ts";

export const SOURCE_MAX = 2_000;
/** An expression takes at most so many steps, over the largest values there can be. */
export const STEPS_MAX = 100_000;

/** A checked expression over values of one shape. */
export type Expression = {
  readonly source: string;
  /** The most it can take. */
  readonly steps: number;
  readonly ast: ParseResult["ast"];
  readonly run: ParseResult;
};

/** What an expression says of a value. Only `true` lets anything pass. */
export type Outcome =
  | { readonly is: "true" | "false" }
  /** It reads what is not there: the path. */
  | { readonly is: "missing"; readonly path: string }
  | { readonly is: "error"; readonly reason: string };

const environments = new WeakMap<RecordShape, Environment>();

function environmentFor(root: RecordShape): Environment {
  const known = environments.get(root) ?? environmentOf(root);
  environments.set(root, known);
  return known;
}

/** Checks an expression against what it reads: its words, its types, that it answers yes or no, and its cost. */
export function compile(source: string, root: RecordShape): Result<Expression, Fault> {
  const compiled = compileAny(source, root);
  if (!compiled.ok || compiled.value.type === "bool") return compiled;
  return err(faultAt(source, 0, `This answers with ${compiled.value.type}; a gate answers true or false.`));
}

/** The same for a part of an expression, which may have any type. */
export function compileAny(
  source: string,
  root: RecordShape,
): Result<Expression & { readonly type: string }, Fault> {
  if (source.length > SOURCE_MAX)
    return err(faultAt(source, SOURCE_MAX, `An expression has at most ${SOURCE_MAX} characters.`));
  try {
    const run = environmentFor(root).parse(source);
    const { type, error } = run.check();
    if (error) throw error;
    const steps = Math.ceil(stepsOf(run.ast, root));
    return steps > STEPS_MAX
      ? err(faultAt(source, 0, `This may take ${steps} steps; an expression may take ${STEPS_MAX}.`))
      : ok({ source, steps, ast: run.ast, run, type: type ?? "dyn" });
  } catch (error) {
    return err(faultOf(source, error));
  }
}

function faultOf(source: string, error: unknown): Fault {
  if (error instanceof Refused) return faultAt(source, error.offset, error.message);
  if (error instanceof ParseError || error instanceof UntypedError)
    return faultAt(source, error.range?.start ?? 0, `${error.summary}.`);
  throw error;
}

/** Evaluates an expression over a value of its shape. */
export function evaluate({ run, source }: Expression, value: Readable): Outcome {
  const found = evaluateAny({ run, source }, value);
  if ("is" in found) return found;
  if (found.value === true) return { is: "true" };
  return found.value === false
    ? { is: "false" }
    : { is: "error", reason: "It answers neither true nor false." };
}

/** The same for a part, with whatever it yields. */
export function evaluateAny(
  { run, source }: Pick<Expression, "run" | "source">,
  { values }: Readable,
): Extract<Outcome, { is: "missing" | "error" }> | { readonly value: unknown } {
  try {
    return { value: run(values) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    // What compiled reads known fields alone, so a name that is unknown now is a field that is absent.
    return ABSENT.includes(error.code)
      ? { is: "missing", path: pathBefore(source, error.range?.end ?? source.length) }
      : { is: "error", reason: error.summary };
  }
}

const ABSENT: readonly string[] = ["no_such_key", "unknown_variable"];

/** The dotted path that ends at an offset. */
const pathBefore = (source: string, end: number): string => /[\w.]*$/.exec(source.slice(0, end))![0];
