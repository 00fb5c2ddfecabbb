import type { Findings } from "./check/invariants.ts";
import type { Beginning } from "./rig/installation.ts";

/** One kind of fault and what must hold through it. */
export type Scenario = {
  readonly name: string;
  /** The fault and what must hold, in a sentence. */
  readonly says: string;
  /** Left out of the short form, which every check runs. */
  readonly longOnly?: true;
  run(trouble: Trouble): Promise<Findings>;
};

export type Trouble = {
  readonly beginning: Beginning;
  /** The same numbers for the same seed. How the machine interleaves them is not the same. */
  readonly random: () => number;
  /** The form for every check; the long one gives each kind of fault `seconds`. */
  readonly short: boolean;
  readonly seconds: number;
  say(line: string): void;
};

/** Work that runs during the fault. If it breaks, that is reported at once, not when it is awaited. */
export const beside = (faults: string[], ...work: readonly Promise<unknown>[]): Promise<unknown[]> =>
  Promise.all(
    work.map((one) => one.catch((error: unknown) => void faults.push(`the load broke off: ${error}`))),
  );

export const pick = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)]!;

export function shuffled<T>(from: readonly T[], random: () => number): T[] {
  return from
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
