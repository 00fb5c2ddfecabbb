import { writeSync } from "node:fs";

/** Where a process may be made to die, to show that nothing depends on its going on. */
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
 * Kills this process where FAULTPOINT names this point: `<point>`, `<point>/<of>` for one command or kind of batch, or
 * `<point>:3` the third time; with `=stop` behind it, stops it instead. With `FAULTPOINT=listen`, or any other, its parent
 * may name one later. Unset, as it is everywhere but in the fault harness, nothing.
 */
export function faultpoint(point: Faultpoint, of?: string): void {
  if (wanted === "" || (point !== wanted && `${point}/${of}` !== wanted)) return;
  turnsLeft -= 1;
  if (turnsLeft > 0) return;
  // Its parent reads there that it was not something else.
  writeSync(2, `${signal === "SIGSTOP" ? "stopped" : "ended"} at ${wanted}\n`);
  // Woken again it goes on.
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
