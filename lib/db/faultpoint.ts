import { writeSync } from "node:fs";

/** Points where a test may kill a process, to show that nothing depends on its survival. */
export type Faultpoint =
  | "command-before-begin"
  | "command-after-insert"
  | "command-before-commit"
  | "command-after-commit"
  | "ingest-after-insert"
  | "ingest-before-commit"
  | "ingest-after-commit"
  | "sequencer-after-insert"
  | "sequencer-before-commit"
  | "sequencer-after-commit"
  | "signer-before-remember"
  | "signer-before-publish"
  | "signer-after-sign"
  | "signer-after-publish";

let wanted = "";
let turnsLeft = 0;
let signal: NodeJS.Signals = "SIGKILL";
arm(process.env["FAULTPOINT"] ?? "");

/**
 * Kills this process if FAULTPOINT names this point: `<point>`, `<point>/<of>` for one command or kind of batch, or
 * `<point>:3` for the third time. With `=stop` appended, stops it instead. If FAULTPOINT is set (`listen` or any other
 * value), the parent may name a point later. Does nothing if unset, as it is everywhere outside the fault harness.
 */
export function faultpoint(point: Faultpoint, of?: string): void {
  if (wanted === "" || (point !== wanted && `${point}/${of}` !== wanted)) return;
  turnsLeft -= 1;
  if (turnsLeft > 0) return;
  // The parent reads this to confirm the cause.
  writeSync(2, `${signal === "SIGSTOP" ? "stopped" : "ended"} at ${wanted}\n`);
  // A stopped process continues from here when resumed.
  wanted = "listen";
  process.kill(process.pid, signal);
}

function arm(at: string): void {
  const [place = "", verb] = at.split("=");
  const [point = "", turns = "1"] = place.split(":");
  signal = verb === "stop" ? "SIGSTOP" : "SIGKILL";
  wanted = point;
  turnsLeft = Number(turns);
}

if (wanted !== "") process.on("message", (message: { faultpoint?: string }) => arm(message.faultpoint ?? ""));
