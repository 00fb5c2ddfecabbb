import { formatNumber } from "#components/ui/format-number.ts";
import type { DisplayedArm, DisplayedQualityView } from "#lib/rollouts/views/displayed-quality.ts";

/** A metric of both arms, in figures; no number is named. */
export type QualityRow = {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly candidate: Figures;
  readonly baseline: Figures;
};
type Figures = { readonly value: string; readonly interval: string; readonly n: string };

type Key = Exclude<keyof DisplayedArm, "n">;

const METRICS: readonly { id: Key; name: string; what: string }[] = [
  { id: "precision", name: "Precision", what: "of what was predicted, how much was so" },
  { id: "recall", name: "Recall", what: "of what was so, how much was predicted" },
  { id: "f1", name: "F1", what: "the harmonic mean of both" },
  { id: "auc", name: "AUC", what: "how well scores order the answers" },
];

export const qualityRows = (arms: NonNullable<DisplayedQualityView["arms"]>): QualityRow[] =>
  METRICS.map(({ id, name, what }) => ({
    id,
    name,
    what,
    candidate: figuresOf(arms.candidate[id]),
    baseline: figuresOf(arms.baseline[id]),
  }));

function figuresOf(found: DisplayedArm[Key]): Figures {
  if (found === null) return { value: "no data", interval: "", n: "0" };
  const { value, lower, upper, n } = found;
  const text = (one: number) => formatNumber(one, 3);
  return { value: text(value), interval: `[${text(lower)}, ${text(upper)}]`, n: formatNumber(n) };
}

/** Why nothing is decided by these. */
export const DECIDES_NOTHING =
  "Displayed only; they decide nothing. Each is a ratio whose denominator is itself chance, or an order of all rows: no test of them holds at every look, so these 95 % intervals are of this one look alone.";

export const ofWhatText = ({ threshold, rowsMax, arms }: DisplayedQualityView): string =>
  `Of those among the newest ${formatNumber(rowsMax)} answers whose outcome has come, one of each subject (${formatNumber(arms?.candidate.n)} and ${formatNumber(arms?.baseline.n)}); predicted from a score of ${threshold} on.`;
