import { spawn } from "node:child_process";

export type Ran = { readonly code: number; readonly out: string };

/** Runs a program to its end, or to its time limit. Code -1 means that it could not be started. */
export function program(
  path: string,
  args: readonly string[],
  { cwd, env = {}, secondsMax }: { cwd?: string; env?: Readonly<Record<string, string>>; secondsMax: number },
): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(path, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (out += text));
    const late = setTimeout(() => {
      out += `\nstill running after ${secondsMax} s`;
      child.kill("SIGKILL");
    }, secondsMax * 1000);
    child.on("error", (error) => {
      clearTimeout(late);
      done({ code: -1, out: error.message });
    });
    child.on("close", (code) => {
      clearTimeout(late);
      done({ code: code ?? 1, out });
    });
  });
}
