import { countersign } from "../../../bin/countersign.ts";

/** Runs the command line in this process and keeps what it says. */
export async function commandLine(...args: string[]) {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = await countersign(args, {
    line: (text) => void out.push(text),
    complain: (text) => void complaints.push(text),
  });
  return { code, text: out.join("\n"), complaint: complaints.join("\n") };
}
