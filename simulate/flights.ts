import { readMonth } from "../examples/flight-delay/flights.ts";
import { scorerOf } from "../examples/flight-delay/serve.ts";
import { trainVersions } from "../examples/flight-delay/train.ts";

/** The flights of a month in the order they left, with what each version says of them as it is served. */
export type Served = {
  readonly late: Uint8Array;
  /** Logits by version, 1 to 3. */
  readonly logits: ReadonlyMap<number, Float64Array>;
};

let served: Promise<Served> | null = null;

/** Real flights and the three versions trained on them; read once. */
export function servedFlights(): Promise<Served> {
  served ??= read();
  return served;
}

async function read(): Promise<Served> {
  const [flights, versions] = [await readMonth("2001-03"), await trainVersions()];
  const logits = versions.map(({ version, weights }) => {
    const score = scorerOf(weights);
    return [version, Float64Array.from(flights, (flight) => logitOf(score(flight)))] as const;
  });
  return { late: Uint8Array.from(flights, ({ late }) => late), logits: new Map(logits) };
}

const logitOf = (p: number): number => Math.log(p / (1 - p));

/** Log-loss of a logit, in nats. */
export const lossOf = (logit: number, late: number): number =>
  Math.log1p(Math.exp(late === 1 ? -logit : logit));

/** Every so many flights, the mean of a loss is taken over one. */
const SAMPLED = 7;

/**
 * The shift of version 1's logits by which it says too rarely that a flight is late, so that its log-loss grows by `harm`.
 */
export function shiftOf({ late, logits }: Served, harm: number): number {
  const first = logits.get(1)!;
  const mean = (shift: number) => {
    let sum = 0;
    for (let at = 0; at < late.length; at += SAMPLED) sum += lossOf(first[at]! + shift, late[at]!);
    return (sum * SAMPLED) / late.length;
  };
  const wanted = mean(0) + harm;
  let [low, high] = [-10, 0];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (mean(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
