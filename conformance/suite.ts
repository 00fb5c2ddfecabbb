import type { Installation } from "./installation.ts";

/** One external tool's findings on a running server. */
export type Suite = {
  readonly name: string;
  /** What it tests, in a sentence. */
  readonly says: string;
  run(against: Against): Promise<Outcome>;
};

export type Against = {
  readonly installation: Installation;
  /** The programs of the Python environment, by name; null where this machine has none. */
  readonly python: Python | null;
  readonly seed: number;
  /** Time limit of a suite that could run forever. */
  readonly seconds: number;
};

/** Paths of programs: `python`, `schemathesis`, … */
export type Python = (program: string) => string;

export type Outcome = {
  readonly passed: number;
  /** What does not hold, one text a fault. */
  readonly failures: readonly string[];
  /** Why something, or all of it, was skipped. */
  readonly skipped: readonly string[];
};

export const skipped = (because: string): Outcome => ({ passed: 0, failures: [], skipped: [because] });

export const NO_PYTHON = "Python 3.10 or newer with its packages is not on this machine";
