import { countersign } from "../bin/countersign.ts";

/**
 * The command line, asked many times: a message is one call, and they are answered one after the other. Loading it
 * costs more than most calls do.
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
