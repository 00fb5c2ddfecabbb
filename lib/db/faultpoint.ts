/** Where a process may be made to die, to show that nothing depends on its going on. */
export type Faultpoint =
  | "command-after-insert"
  | "command-before-commit"
  | "command-after-commit"
  | "ingest-before-commit"
  | "ingest-after-commit"
  | "sequencer-after-insert"
  | "sequencer-before-commit"
  | "sequencer-after-commit"
  | "signer-before-remember"
  | "signer-before-publish"
  | "signer-after-publish";

const [wanted, turns = "1"] = (process.env["FAULTPOINT"] ?? "").split(":");
let turnsLeft = Number(turns);

/** Kills this process where FAULTPOINT names this point: `<point>`, or `<point>:3` the third time. Else nothing. */
export function faultpoint(point: Faultpoint): void {
  if (point !== wanted) return;
  turnsLeft -= 1;
  if (turnsLeft <= 0) process.kill(process.pid, "SIGKILL");
}
