import { readFileSync } from "node:fs";
import { type CliCommand, CliError, EXIT, type ExitCode, type Out } from "./cli.ts";

/** Loaded on demand: `verify` must run where there is neither a database nor a server. */
const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  release: async () => (await import("./commands/release.ts")).releaseCommand,
  gate: async () => (await import("./commands/gate.ts")).gateCommand,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  replay: async () => (await import("./commands/replay.ts")).replayCommand,
  log: async () => (await import("./commands/log.ts")).logCommand,
  person: async () => (await import("./commands/person.ts")).personCommand,
  witness: async () => (await import("./commands/witness.ts")).witnessCommand,
  token: async () => (await import("./commands/token.ts")).tokenCommand,
};

const EXIT_CODES = `Exit codes: 0 yes or done · 1 the answer is no · 2 wrong usage · 3 incomplete · 4 not available`;

/** Runs one command and returns the exit code. Never throws. */
export async function countersign(args: readonly string[], out: Out): Promise<ExitCode> {
  const [name = "--help", ...rest] = args;
  if (name === "--version") return print(out, version());
  if (["--help", "-h", "help"].includes(name)) {
    await printHelp(out);
    return args.length === 0 ? EXIT.usage : EXIT.ok;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    out.complain(`Unknown command ${name}.\nSee countersign --help.`);
    return EXIT.usage;
  }
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) return print(out, `${command.help}\n\n${EXIT_CODES}`);
  try {
    return await command.run(rest, out);
  } catch (error) {
    return explain(error, name, out);
  }
}

async function explain(error: unknown, name: string, out: Out): Promise<ExitCode> {
  if (error instanceof CliError) {
    const hint = error.exitCode === EXIT.usage ? `\nSee countersign ${name} --help.` : "";
    out.complain(`${error.message}${hint}`);
    return error.exitCode;
  }
  const { isUnavailable } = await import("#lib/db/transaction.ts");
  if (isUnavailable(error)) out.complain("The database cannot be reached.");
  else
    out.complain(
      `countersign failed unexpectedly; please report this:\n${error instanceof Error ? error.stack : error}`,
    );
  return EXIT.unavailable;
}

async function printHelp(out: Out): Promise<void> {
  out.line("countersign: releases of machine-learning models, signed, staged and provable\n");
  for (const [name, load] of Object.entries(COMMANDS))
    out.line(`  countersign ${name.padEnd(8)}  ${(await load()).summary}`);
  out.line(`\n  countersign <command> --help for details; countersign --version\n\n${EXIT_CODES}`);
}

function print(out: Out, text: string): ExitCode {
  out.line(text);
  return EXIT.ok;
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string })
    .version;

if (import.meta.main)
  process.exitCode = await countersign(process.argv.slice(2), {
    line: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  });
