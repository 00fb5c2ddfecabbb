import { z } from "zod";
import { compile, type Expression, evaluate } from "#lib/expression/expression.ts";
import { type Fault, faultText } from "#lib/expression/fault.ts";
import { type Finding, findings } from "#lib/expression/findings.ts";
import { type Readable, readable } from "#lib/expression/value.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { remembered } from "#lib/kernel/remembered.ts";
import type { Result } from "#lib/kernel/result.ts";
import { DOSSIER, type Dossier, dossierContent } from "./dossier.ts";
import type { Gate } from "./gate.ts";

/** `waived`: it does not pass, and a waiver covers it until a moment that its result names. */
export const GATE_STATES = ["pass", "fail", "hold", "waived"] as const;
export type GateState = (typeof GATE_STATES)[number];

/** What the gates of a policy said of a dossier, as an event records it. Anyone with the dossier can ask them again. */
export const gatesSaid = z.object({
  /** The version of the policy whose gates they are. */
  policy: ordinal,
  dossier: digestText,
  results: z
    .array(
      z.object({
        id: z.string(),
        status: z.enum(GATE_STATES),
        /** What covers it, and until when; absent where nothing had to. */
        waiver: named.exactOptional(),
        until: moment.exactOptional(),
      }),
    )
    .readonly(),
});
export type GatesSaid = z.infer<typeof gatesSaid>;

export type GateResult = {
  readonly gate: Gate;
  readonly status: GateState;
  /** Why it does not pass, in a sentence; empty where it does. */
  readonly because: string;
  /** What covers it although it does not pass. */
  readonly cover?: GateCover;
};

/** A waiver that covers a gate, and until when. */
export type GateCover = { readonly waiver: string; readonly number: number; readonly until: string };

/** The results with those that a waiver covers. One that passes needs none, and keeps saying so. */
export const withWaivers = (
  results: readonly GateResult[],
  coverOf: (gate: Gate) => GateCover | undefined,
): GateResult[] =>
  results.map((result) => {
    const cover = result.status === "pass" ? undefined : coverOf(result.gate);
    return cover ? { ...result, status: "waived", cover } : result;
  });

/** A result as an event records it. */
export const resultSaid = ({ gate, status, cover }: GateResult): GatesSaid["results"][number] => ({
  id: gate.id,
  status,
  ...(cover ? { waiver: cover.waiver, until: cover.until } : {}),
});

/** A policy has few expressions, and every approval asks them all. */
const CHARACTERS_KEPT = 500_000;

export const gateExpression: (source: string) => Result<Expression, Fault> = remembered(
  (source: string) => compile(source, DOSSIER),
  CHARACTERS_KEPT,
);

/** Where a policy's gates are wrong: what keeps it from being published. */
export const gateFaults = (gates: readonly Gate[]): { readonly at: number; readonly message: string }[] =>
  gates.flatMap(({ expression }, at) => {
    const compiled = gateExpression(expression);
    return compiled.ok ? [] : [{ at, message: `is wrong at ${faultText(compiled.error)}` }];
  });

/**
 * What every gate says of a dossier. Only an expression that is true passes: what is missing, what fails and what cannot
 * be evaluated never does.
 */
export function judgeGates(gates: readonly Gate[], dossier: Dossier): GateResult[] {
  if (gates.length === 0) return [];
  const read = dossierContent.safeParse(dossier).success ? readable(dossier, DOSSIER) : null;
  return gates.map((gate) =>
    read ? judge(gate, read) : { gate, status: "fail", because: "The dossier cannot be read." },
  );
}

function judge(gate: Gate, read: Readable): GateResult {
  const compiled = gateExpression(gate.expression);
  if (!compiled.ok)
    return { gate, status: "fail", because: `The expression is wrong: ${faultText(compiled.error)}` };
  const found = evaluate(compiled.value, read);
  switch (found.is) {
    case "true":
      return { gate, status: "pass", because: "" };
    case "false":
      return { gate, status: "fail", because: because(findings(compiled.value, read, DOSSIER)) };
    case "missing":
      return { gate, status: gate.whenMissing, because: `No data: ${found.path} is not there.` };
    case "error":
      return { gate, status: "fail", because: `It cannot be evaluated: ${found.reason}.` };
  }
}

/** The items that fail, or what was read instead. */
const because = (found: readonly Finding[]): string =>
  found
    .map(({ read, items }) =>
      items
        ? `${items.failing} of ${items.of}: ${read.map(itemText).join("; ")}`
        : read.map(({ what, value }) => `${what} is ${value}`).join("; "),
    )
    .filter(Boolean)
    .join(". ");

const itemText = ({ what, value }: Finding["read"][number]): string =>
  what === value ? what : `${what} (${value})`;

/** The gates that block: those that must pass, do not, and are not waived. */
export const blocking = (results: readonly GateResult[]): GateResult[] =>
  results.filter(({ gate, status }) => gate.severity === "block" && status !== "pass" && status !== "waived");
