/** Why an expression is refused, and where in its text. */
export type Fault = {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly reason: string;
};

/** A fault at an offset of the text. */
export function faultAt(source: string, offset: number, reason: string): Fault {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1, reason };
}

export const faultText = ({ line, column, reason }: Fault): string =>
  `line ${line}, column ${column}: ${reason}`;
