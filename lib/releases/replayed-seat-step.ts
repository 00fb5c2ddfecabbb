import type { Plain } from "#lib/kernel/event.ts";

type Held = {
  /** Of which release, by its name in a replay. */
  readonly of: string;
  readonly round: number;
  readonly seat: string;
  readonly step: string;
  readonly due: string;
  readonly at: string;
  readonly told: readonly string[];
};

/** The facts of a step that was taken of a late seat, under one name for the log and the table. */
export const replayedSeatStep = ({
  of,
  round,
  seat,
  step,
  due,
  at,
  told,
}: Held): [string, Readonly<Record<string, Plain>>] => [
  `${step} seat ${seat} in round ${round} of ${of}`,
  { due, at, told: [...told] },
];
