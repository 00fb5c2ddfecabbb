import type { Opening } from "#lib/councils/sealed-verdict.ts";
import type { Plain } from "#lib/kernel/event.ts";

type Named = [string, Readonly<Record<string, Plain>>];

type Sealed = {
  readonly sealed: string;
  /** Of which release, by its name in a replay. */
  readonly of: string;
  readonly round: number;
  readonly subject: string;
  readonly seat: string;
  readonly by: string;
  readonly onBehalfOf?: string | null;
  readonly method: string;
  readonly commitment: string;
  readonly at: string;
};

/** The facts of a sealed verdict, under one name for the log and the table. */
export const replayedSealed = ({ sealed, onBehalfOf = null, ...given }: Sealed): Named => {
  const { of, round, subject, seat, by, method, commitment, at } = given;
  return [`sealed verdict ${sealed}`, { of, round, subject, seat, by, onBehalfOf, method, commitment, at }];
};

type Revealed = {
  readonly of: string;
  readonly round: number;
  readonly because: string;
  readonly at: string;
};

/** That the verdicts of a round were revealed. */
export const replayedReveal = ({ of, round, because, at }: Revealed): Named => [
  `reveal of round ${round} of ${of}`,
  { because, at },
];

/** What a sealed verdict said. */
export const replayedOpening = ({
  sealed,
  decision,
  salt,
  words = "",
}: Omit<Opening, "decision"> & { readonly decision: string; readonly sealed: string }): Named => [
  `opening of sealed verdict ${sealed}`,
  { decision, salt, words },
];
