import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { bytesText } from "./eight-bytes.ts";

/** One number of a verdict as it is stored, and as the reader's browser gives it again. */
export type NumberRow = {
  readonly name: string;
  readonly stored: string;
  /** Eight bytes of a number; null where it is no number, and what is stored says all. */
  readonly storedBytes: string | null;
  /** Null while it is being recomputed. */
  readonly again: string | null;
  readonly equal: boolean | null;
  /** What decides is marked. */
  readonly decides: boolean;
};

/** What of a verdict is one number. */
type Key = {
  [K in keyof GuardrailVerdictView]-?: GuardrailVerdictView[K] extends number | undefined ? K : never;
}[keyof GuardrailVerdictView];

const NAMES: Readonly<Record<Key, (arms: ArmNames) => string>> = {
  baselineMean: ({ baseline }) => `Level, ${baseline}`,
  candidateMean: ({ candidate }) => `Level, ${candidate}`,
  difference: ({ baseline, candidate }) => `Harm, ${candidate} against ${baseline}`,
  lower: () => "Harm, lower end",
  upper: () => "Harm, upper end",
  margin: () => "Margin to advance",
  alpha: () => "Error budget used, α",
  p: () => "p of the split",
  samplesNeeded: () => "Rows still needed",
  baselineLabelled: ({ baseline }) => `Labelled share, ${baseline}`,
  candidateLabelled: ({ candidate }) => `Labelled share, ${candidate}`,
  newestLabelled: () => "Labelled share of the newest",
  labelsNeeded: () => "Outcomes still needed",
  baselineReceipts: ({ baseline }) => `Valid receipts, ${baseline}`,
  candidateReceipts: ({ candidate }) => `Valid receipts, ${candidate}`,
  receiptsNeeded: () => "Receipts still needed",
  baselineSubjects: ({ baseline }) => `Subjects, ${baseline}`,
  candidateSubjects: ({ candidate }) => `Subjects, ${candidate}`,
  baselineWorth: ({ baseline }) => `Independent rows, ${baseline}`,
  candidateWorth: ({ candidate }) => `Independent rows, ${candidate}`,
  tippingPoint: () => "Tipping point",
  timeBlocks: () => "Blocks of time compared",
};
const KEYS = Object.keys(NAMES) as Key[];
const DECIDING: readonly Key[] = ["difference", "lower", "upper"];

/** Every number of a guardrail's verdict beside the one given again; what is unequal first. */
export function numberRows(
  stored: GuardrailVerdictView,
  again: GuardrailVerdictView | null | "absent",
  arms: ArmNames,
): NumberRow[] {
  const of = (verdict: typeof again) => (verdict === null || verdict === "absent" ? undefined : verdict);
  const found = of(again);
  const number = (name: string, value: number | undefined, now: number | undefined, decides = false) =>
    numberRow({ name, value, now, done: again !== null, decides });
  const rows = [
    number(`n, ${arms.candidate}`, stored.n.candidate, found?.n.candidate),
    number(`n, ${arms.baseline}`, stored.n.baseline, found?.n.baseline),
    ...KEYS.flatMap((key) =>
      stored[key] === undefined && found?.[key] === undefined
        ? []
        : [number(NAMES[key](arms), stored[key], found?.[key], DECIDING.includes(key))],
    ),
    wordsRow(stored, found, again !== null),
  ];
  return rows.toSorted((a, b) => Number(a.equal !== false) - Number(b.equal !== false));
}

type Compared = {
  name: string;
  value: number | undefined;
  now: number | undefined;
  done: boolean;
  decides: boolean;
};

function numberRow({ name, value, now, done, decides }: Compared): NumberRow {
  const bytes = (one: number | undefined) => (one === undefined ? "not there" : bytesText(one));
  return {
    name,
    stored: value === undefined ? "not there" : exactText(value),
    storedBytes: bytes(value),
    again: done ? bytes(now) : null,
    equal: done ? bytes(value) === bytes(now) : null,
    decides,
  };
}

/** The state, the words it was given in and whatever else is no single number: all of it is part of the verdict. */
function wordsRow(
  stored: GuardrailVerdictView,
  again: GuardrailVerdictView | undefined,
  done: boolean,
): NumberRow {
  const words = (verdict: GuardrailVerdictView) =>
    canonicalJson(Object.fromEntries(Object.entries(verdict).filter(([key]) => !Object.hasOwn(NAMES, key))));
  return {
    name: "Verdict",
    stored: evidenceLooks[stored.state].word,
    storedBytes: null,
    again: done ? (again ? evidenceLooks[again.state].word : "not there") : null,
    equal: done ? again !== undefined && words(stored) === words(again) : null,
    decides: true,
  };
}

/** Every digit that a double has, with a true minus sign. */
const exactText = (value: number): string =>
  (Number.isInteger(value) ? value.toLocaleString("en-GB") : String(value)).replace("-", "−");

/** "17 numbers, 8 bytes each, all equal" */
export function numbersText(rows: readonly NumberRow[]): string {
  const numbers = rows.filter(({ storedBytes }) => storedBytes !== null).length;
  const counted = `${numbers} numbers, 8 bytes each`;
  if (rows.some(({ equal }) => equal === null)) return `${counted}, recomputing`;
  const unequal = rows.filter(({ equal }) => equal === false).length;
  return unequal === 0 ? `${counted}, all equal` : `${counted}, ${unequal} not equal`;
}
