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

let [wanted, turns = "1"] = (process.env["FAULTPOINT"] ?? "").split(":");
let turnsLeft = Number(turns);

/**
 * Kills this process where FAULTPOINT names this point: `<point>`, or `<point>:3` the third time. With
 * `FAULTPOINT=listen` its parent names the point later. Unset, as it is everywhere but in the fault harness, nothing.
 */
export function faultpoint(point: Faultpoint): void {
  if (point !== wanted) return;
  turnsLeft -= 1;
  if (turnsLeft <= 0) process.kill(process.pid, "SIGKILL");
}

if (wanted === "listen")
  process.on("message", (message: { faultpoint?: string }) => {
    [wanted, turns = "1"] = (message.faultpoint ?? "").split(":");
    turnsLeft = Number(turns);
  });
