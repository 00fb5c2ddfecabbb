import { spawn } from "node:child_process";
import { join } from "node:path";
import { dataFolder } from "./its-installation.ts";

export type Replay = { stop(): Promise<void> };

const root = join(import.meta.dirname, "..");

/** Replays flights as the serving system of the demonstration would, until stopped. */
export async function replayFlights(ratePerSecond = 800): Promise<Replay> {
  const env = { ...process.env, COUNTERSIGN_DATA: dataFolder() };
  const replay = spawn(process.execPath, ["scripts/traffic.ts", "--rate", String(ratePerSecond)], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  await new Promise((done) => replay.stdout.once("data", done));
  replay.stdout.resume();
  return {
    stop: async () => {
      if (replay.exitCode !== null) return;
      const ended = new Promise((done) => replay.once("exit", done));
      process.kill(-replay.pid!, "SIGINT");
      await ended;
    },
  };
}
