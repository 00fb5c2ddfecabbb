import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** The exit codes, the same for every command. */
export const EXIT = {
  ok: 0,
  /** The answer is no: not approved, tampered with, tables and log disagree. */
  no: 1,
  usage: 2,
  /** No final answer yet: events wait for their signature, or parts were erased. */
  incomplete: 3,
  /** The database cannot be reached, or there is no installation. */
  unavailable: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type Out = { line(text: string): void; complain(text: string): void };

export type CliCommand = {
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[], out: Out): Promise<ExitCode>;
};

/** Ends a command with a sentence for its caller. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const wrongUsage = (message: string): CliError => new CliError(EXIT.usage, message);

/** The options of every command that opens an installation. */
export const INSTALLATION_OPTIONS = {
  data: { type: "string" },
  workspace: { type: "string" },
  json: { type: "boolean" },
} as const;

export const INSTALLATION_HELP = `  --data <folder>      the data folder of the installation (default: COUNTERSIGN_DATA, then .data)
  --workspace <slug>   which workspace, when there are several
  --json               print one JSON document
DATABASE_URL, when set, names the database; otherwise the command uses the data folder's own PostgreSQL and starts it
for the duration if needed.`;

/** The values of the options and exactly the `positionals` required. Throws {@link CliError}. */
export function readArguments<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  names: readonly string[] = [],
) {
  const { values, positionals } = parse(args, options);
  const missing = names[positionals.length];
  if (missing !== undefined) throw wrongUsage(`Which ${missing}?`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw wrongUsage(`Unexpected argument: ${extra}.`);
  return { values, positionals: positionals as readonly string[] };
}

function parse<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrongUsage((error as Error).message);
  }
}

/** A whole number of at least `least`, from the command line. */
export function wholeNumber(text: string, name: string, least = 1): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least))
    throw wrongUsage(`${name} must be a whole number of at least ${least}, not ${text}.`);
  return value;
}

/** Rows in columns, with the first row as the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
