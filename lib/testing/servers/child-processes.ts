import { readdirSync, readFileSync } from "node:fs";

const SCRIPTS = ["server.ts", "worker.ts", "bin/countersign.ts"];

/** The installation's processes that this process started, by script and first argument. */
export function childProcesses(starter: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const script = args.findIndex((arg) => SCRIPTS.includes(arg));
      const name = args.slice(script, script + 2).join(" ");
      if (Number(parent) === starter && script > 0) found.set(name.trim(), Number(pid));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}
