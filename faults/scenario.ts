import type { Findings } from "./check/invariants.ts";
import type { Beginning } from "./rig/installation.ts";

/** One kind of trouble and what must hold through it. */
export type Scenario = {
  readonly name: string;
  /** What is done and what must hold, in a sentence. */
  readonly says: string;
  /** Left out of the short form, which is part of every check. */
  readonly longOnly?: true;
  run(trouble: Trouble): Promise<Findings>;
};

export type Trouble = {
  readonly beginning: Beginning;
  /** The same numbers for the same seed. What the machine does between them is not the same. */
  readonly random: () => number;
  /** The form for every check-in; the long one takes `seconds` for each kind of trouble. */
  readonly short: boolean;
  readonly seconds: number;
  say(line: string): void;
};

/** Work that goes on beside what is done to it. What breaks it off is a fault, then and not when it is waited for. */
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
