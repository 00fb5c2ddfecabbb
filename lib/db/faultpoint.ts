import { writeSync } from "node:fs";

/** Where a process may be made to die, to show that nothing depends on its going on. */
export type Faultpoint =
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
arm(process.env["FAULTPOINT"] ?? "");

/**
 * Kills this process where FAULTPOINT names this point: `<point>`, `<point>/<of>` for one command or kind of batch, or
 * `<point>:3` the third time. With `FAULTPOINT=listen`, or any other, its parent may name one later. Unset, as it is
 * everywhere but in the fault harness, nothing.
 */
export function faultpoint(point: Faultpoint, of?: string): void {
  if (wanted === "" || (point !== wanted && `${point}/${of}` !== wanted)) return;
  turnsLeft -= 1;
  if (turnsLeft > 0) return;
  // Its parent reads there that it did not die of something else.
  writeSync(2, `ended at ${wanted}\n`);
  process.kill(process.pid, "SIGKILL");
}

function arm(at: string): void {
  const [point = "", turns = "1"] = at.split(":");
  wanted = point;
  turnsLeft = Number(turns);
}

if (wanted !== "") process.on("message", (message: { faultpoint?: string }) => arm(message.faultpoint ?? ""));
