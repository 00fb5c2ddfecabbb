import { insufficient, type Measured } from "./measured.ts";

/** Labels are 0 or 1, scores are probabilities of 1; both in the same order. */
export type Scored = { readonly labels: ArrayLike<number>; readonly scores: ArrayLike<number> };

const clip = 1e-15;

type BinaryScores = {
  readonly n: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly accuracy: number;
};

/** Mean log-loss, Brier score and accuracy at one threshold. Throws as `assertScored` does. */
export function binaryScores(rows: Scored, threshold = 0.5): Measured<BinaryScores> {
  assertScored(rows);
  const n = rows.labels.length;
  if (n === 0) return insufficient("no scored rows");
  let logLoss = 0;
  let brier = 0;
  let right = 0;
  for (let row = 0; row < n; row += 1) {
    const label = rows.labels[row]!;
    const score = rows.scores[row]!;
    logLoss += logLossOf(label, score);
    brier += brierOf(label, score);
    right += isRight(label, score, threshold) ? 1 : 0;
  }
  return { status: "ok", n, logLoss: logLoss / n, brier: brier / n, accuracy: right / n };
}

/** Log-loss of one row in nats; the score is clipped to [1e-15, 1-1e-15] so that it stays finite. */
export function logLossOf(label: number, score: number): number {
  const p = Math.min(1 - clip, Math.max(clip, score));
  return label === 1 ? -Math.log(p) : -Math.log1p(-p);
}

/** Squared error of one row's probability. */
export function brierOf(label: number, score: number): number {
  return (score - label) ** 2;
}

/** Whether the class that the score predicts at the threshold equals the label. */
export function isRight(label: number, score: number, threshold = 0.5): boolean {
  return score >= threshold === (label === 1);
}

/** Throws RangeError on rows no model could have produced: a caller's bug, not a property of the data. */
export function assertScored({ labels, scores }: Scored): void {
  if (labels.length !== scores.length) throw new RangeError("labels and scores differ in length");
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row]!;
    const score = scores[row]!;
    if (label !== 0 && label !== 1) throw new RangeError(`row ${row}: label ${label} is neither 0 nor 1`);
    if (!(score >= 0 && score <= 1)) throw new RangeError(`row ${row}: score ${score} is not a probability`);
  }
}
