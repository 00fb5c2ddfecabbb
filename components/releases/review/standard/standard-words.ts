import { partLabels } from "#components/releases/envelopes/envelope-words.ts";
import { capital } from "#components/ui/capital.ts";
import type { Tone } from "#components/ui/tone.ts";
import { PARTS } from "#lib/councils/envelope.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { StandardView } from "#lib/releases/views/envelopes.ts";

type Bound = StandardView["bounds"][number];

/** One bound as a row: what is bounded, what was measured, and the limit. */
export type BoundRow = {
  readonly key: string;
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly tone: Tone;
  /** "Inside", "0.02 beyond", "Not measured" */
  readonly word: string;
};

const HELD: Partial<Record<Bound["bound"], readonly [what: string, limit: string]>> = {
  digest: ["Envelope as signed", "the same digest"],
  pointer: ["Pointer", "the envelope's own"],
  tier: ["Tier of the model", "no stricter than when it was signed"],
  substantial: ["Substantial modification", "no"],
  apart: ["Signers of the envelope", "had no part in this release"],
};
const NUMBERS: Partial<Record<Bound["bound"], string>> = {
  size: "Size of the files",
  first: "First share of traffic",
  step: "Largest step of traffic",
};

/** Those passed first. */
export const boundRows = ({ bounds, gates }: Pick<StandardView, "bounds" | "gates">): BoundRow[] =>
  [...bounds.map(rowOf), ...gates.map(gateRow)].toSorted((a, b) => rank(a) - rank(b));

const rank = ({ tone }: BoundRow): number => (tone === "pass" ? 1 : 0);

const rowOf = (bound: Bound): BoundRow => (bound.limit === null ? heldRow(bound) : numberRow(bound));

function heldRow({ bound, name, ok }: Bound): BoundRow {
  const part = PARTS.find((one) => one === name);
  const [what, limit] = part ? [capital(partLabels[part]), "as reviewed"] : (HELD[bound] ?? [bound, ""]);
  const said = ok ? { measured: limit, word: "Inside" } : { measured: "not so", word: "Outside" };
  return { key: `${bound} ${name ?? ""}`, what, limit, tone: ok ? "pass" : "fail", ...said };
}

function numberRow({ bound, name, limit, measured, over, ok }: Bound): BoundRow {
  const [what, text, unit] =
    bound === "metric"
      ? [catalogued(name ?? "")?.title ?? name ?? "", worseText, ""]
      : [NUMBERS[bound] ?? bound, percentText, " %"];
  const row = { key: `${bound} ${name ?? ""}`, what, limit: text(limit ?? 0) };
  if (measured === null) return { ...row, measured: "not measured", tone: "hold", word: "Not measured" };
  const said = ok ? ({ tone: "pass", word: "Inside" } as const) : beyond(`${over}${unit}`);
  return { ...row, measured: text(measured), ...said };
}

const beyond = (by: string): Pick<BoundRow, "tone" | "word"> => ({ tone: "fail", word: `${by} beyond` });
const percentText = (value: number): string => `${value} %`;
const worseText = (value: number): string =>
  value === 0 ? "no worse" : value > 0 ? `worse by ${value}` : `better by ${-value}`;

const gateRow = ({ id, ok }: StandardView["gates"][number]): BoundRow => ({
  key: `gate ${id}`,
  what: `Gate ${id}`,
  measured: ok ? "passes" : "does not pass",
  limit: "passes without a waiver",
  tone: ok ? "pass" : "fail",
  word: ok ? "Inside" : "Outside",
});
