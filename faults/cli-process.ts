import { countersign } from "../bin/countersign.ts";

/**
 * The command line as a process that stays: each message is one call, and they are answered in order. Loading it
 * costs more than most calls.
 */
export type CliCall = { readonly args: readonly string[]; readonly databaseUrl: string };
export type CliAnswer = { readonly code: number; readonly out: string };

let before: Promise<unknown> = Promise.resolve();
process.on("message", ({ args, databaseUrl }: CliCall) => {
  before = before.then(async () => {
    const out: string[] = [];
    const keep = (text: string) => void out.push(`${text}\n`);
    process.env["DATABASE_URL"] = databaseUrl;
    const code = await countersign(args, { line: keep, complain: keep });
    process.send?.({ code, out: out.join("") } satisfies CliAnswer);
  });
});
process.once("disconnect", () => process.exit(0));
