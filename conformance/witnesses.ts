import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "#lib/db/free-port.ts";
import { toBase64 } from "#lib/kernel/base64.ts";
import { EMPTY_ROOT } from "#lib/merkle/hash.ts";
import { askingLog } from "#lib/testing/worlds/growing-log.ts";
import type { ForeignWitness } from "./ask-foreign.ts";
import { program } from "./program.ts";

const root = join(import.meta.dirname, "..");
const FOLLOW = join(import.meta.dirname, "witness-by-go/follow.sql");
const STARTED_MS_MAX = 20_000;

/** A process that is ready once it has printed something; what it printed, and how to stop it. */
async function until(ready: RegExp, path: string, args: readonly string[], cwd = root) {
  const child = spawn(path, [...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  let out = "";
  const found = await new Promise<RegExpExecArray | null>((done) => {
    const look = (text: string) => {
      out += text;
      const match = ready.exec(out);
      if (match) done(match);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", look);
    void ended.then(() => done(null));
    setTimeout(() => done(null), STARTED_MS_MAX).unref();
  });
  if (found) return { found, stop };
  await stop();
  throw new Error(`${path} did not start:\n${out}`);
}

/** `countersign witness`, following one log. */
export async function ourWitness(folder: string, logKey: string) {
  const named = ["--folder", join(folder, "ours"), "--name", "witness.example/ours", "--log", logKey];
  const args = ["bin/countersign.ts", "witness", ...named, "--port", "0"];
  const { found, stop } = await until(/The witness (\S+)\nlistens at (\S+) and/, process.execPath, args);
  return { vkey: found[1]!, url: found[2]!, stop };
}

/** torchwood's litewitness with a key in an agent of its own; why it cannot run, otherwise. */
export async function theirWitness(folder: string): Promise<ForeignWitness | string> {
  const at = join(folder, "theirs");
  await mkdir(at, { recursive: true });
  const [key, agentAt, database] = [join(at, "key"), join(at, "agent"), join(at, "db")];
  const made = await program("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key], { secondsMax: 20 });
  if (made.code !== 0) return "litewitness keeps its key in ssh-agent, which is not on this machine";
  const agent = await until(/SSH_AUTH_SOCK=/, "ssh-agent", ["-D", "-a", agentAt]);
  try {
    const added = await program("ssh-add", ["-q", key], { env: { SSH_AUTH_SOCK: agentAt }, secondsMax: 20 });
    const print = await program("ssh-keygen", ["-l", "-f", key], { secondsMax: 20 });
    const fingerprint = /SHA256:\S+/.exec(print.out)?.[0];
    if (added.code !== 0 || !fingerprint) throw new Error(`the agent did not take the key: ${added.out}`);
    const log = askingLog();
    follow(database, log);
    const port = await freePort();
    const listen = `127.0.0.1:${port}`;
    const named = ["-name", "witness.example/theirs", "-key", fingerprint, "-db", database];
    const args = [...named, "-ssh-agent", agentAt, "-listen", listen];
    const witness = await until(/vkey=(\S+)[\s\S]*listening/, join(folder, "litewitness"), args);
    const stop = async () => {
      await witness.stop();
      await agent.stop();
    };
    return { url: `http://${listen}`, vkey: witness.found[1]!, log, stop };
  } catch (error) {
    await agent.stop();
    throw error;
  }
}

function follow(path: string, { key, vkey }: ReturnType<typeof askingLog>): void {
  const values = { "{origin}": key.name, "{root}": toBase64(EMPTY_ROOT), "{key}": vkey };
  const sql = Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(name, value),
    readFileSync(FOLLOW, "utf8"),
  );
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
