import type { Gate } from "./gate.ts";

export const GATE_FIELDS = [
  "title",
  "severity",
  "expression",
  "message",
  "wayOut",
  "whoMayWaive",
  "whenMissing",
] as const;
export type GateField = (typeof GATE_FIELDS)[number];

/** A gate that is added, dropped or changed in one of its fields. */
export type GateChange = {
  readonly place: "gates";
  readonly what: `gate ${string}`;
  readonly title: string;
  readonly field: GateField | null;
  readonly was: string;
  readonly is: string;
  readonly lowers: boolean;
};

/** Every difference between two lists of gates, by id: dropped ones first. Their order makes none. */
export function gateChanges(before: readonly Gate[] = [], after: readonly Gate[] = []): GateChange[] {
  const [was, is] = [byId(before), byId(after)];
  return [
    ...before
      .filter(({ id }) => !is.has(id))
      .map((gate) => whole(gate, { was: summary(gate), is: "none" }, true)),
    ...after.flatMap((gate) => {
      const known = was.get(gate.id);
      return known ? fieldChanges(known, gate) : [whole(gate, { was: "none", is: summary(gate) }, false)];
    }),
  ];
}

const byId = (gates: readonly Gate[]): ReadonlyMap<string, Gate> =>
  new Map(gates.map((gate) => [gate.id, gate]));

const summary = ({ severity, expression }: Gate): string =>
  `${severity === "block" ? "blocks" : "warns"}: ${expression}`;

const whole = ({ id, title }: Gate, texts: { was: string; is: string }, lowers: boolean): GateChange => ({
  place: "gates",
  what: `gate ${id}`,
  title,
  field: null,
  ...texts,
  lowers,
});

const fieldChanges = (before: Gate, after: Gate): GateChange[] =>
  GATE_FIELDS.filter((field) => textOf(before, field) !== textOf(after, field)).map((field) => ({
    place: "gates",
    what: `gate ${after.id}`,
    title: after.title,
    field,
    was: textOf(before, field),
    is: textOf(after, field),
    lowers: lowers(field, after),
  }));

function textOf(gate: Gate, field: GateField): string {
  if (field === "wayOut") return `${gate.wayOut.label}, ${gate.wayOut.to}`;
  return field === "whoMayWaive" ? (gate.whoMayWaive ?? "nobody") : gate[field];
}

/** Whether another expression asks for less cannot be told from its text, so it counts as if it did. */
function lowers(field: GateField, after: Gate): boolean {
  if (field === "severity") return after.severity === "warn";
  if (field === "whoMayWaive") return after.whoMayWaive !== undefined;
  return field === "expression";
}
