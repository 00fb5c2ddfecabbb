import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { caughtUp, type Findings } from "../check/invariants.ts";
import { approve, type Council, councilOf, openAndSubmit } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { copyCluster } from "../rig/postgres.ts";
import type { Scenario } from "../scenario.ts";

const REFUSED_SECONDS_MAX = 20;

/** Sets the database back behind the signed head, and then follows docs/audit-log.md. */
export const restore: Scenario = {
  name: "restore",
  says: "the database set back: the signer signs nothing and says what to do; the documented recovery works",
  async run({ beginning, say }) {
    const installation = await startInstallation(beginning, "restore");
    const faults: string[] = [];
    try {
      const council = councilOf(installation, new History());
      const kept = await signedRelease(installation, council);
      await setBack(installation, council, join(beginning.base, "restore-backup"));
      await installation.healthy();
      const refusal = await refused(installation);
      say(refusal ?? "the signer said nothing");
      if (!refusal?.includes("countersign log recover")) faults.push("the signer does not say what to do");
      // The business continues meanwhile; none of it may be signed.
      const before = await signedSize(installation);
      await openAndSubmit(council, { model: "beta" });
      await sleep(2500);
      if ((await signedSize(installation)) !== before)
        faults.push("the signer signed a log that was set back");
      const found = await recover(installation, council, kept);
      return { faults: [...faults, ...found.faults], figures: found.figures };
    } finally {
      await installation.stop();
    }
  },
};

type Kept = { readonly release: number; readonly early: string; readonly size: number };

/** A release and a checkpoint from before the backup. */
async function signedRelease(installation: Installation, council: Council): Promise<Kept> {
  const release = await openAndSubmit(council, { model: "alpha" });
  await approve(council, release!);
  await caughtUp(installation, []);
  const early = await newestCheckpoint(installation);
  return { release: release!, ...early };
}

/** Copies the cluster, lets the world continue and be signed, and puts the copy in its place. */
async function setBack(installation: Installation, council: Council, backup: string): Promise<void> {
  const { postgres } = installation;
  await postgres.stop();
  await copyCluster(postgres.folder, backup);
  await postgres.start();
  await installation.healthy();
  const lost = await openAndSubmit(council, { model: "gamma" });
  await approve(council, lost!);
  await caughtUp(installation, []);
  const { early } = await newestCheckpoint(installation);
  await writeFile(join(installation.data, "checkpoint-of-the-lost"), early);
  await postgres.stop();
  await rm(postgres.folder, { recursive: true });
  await copyCluster(backup, postgres.folder);
  await postgres.start();
}

async function newestCheckpoint({ sql }: Installation): Promise<{ early: string; size: number }> {
  const [row] = await sql<{ note: string; size: string }>(
    "SELECT note, size FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
  );
  return { early: row!.note, size: Number(row!.size) };
}

const signedSize = async (installation: Installation): Promise<number> =>
  (await newestCheckpoint(installation)).size;

/** What the signer's own log says when it refuses. */
async function refused({ data }: Installation): Promise<string | null> {
  const deadline = Date.now() + REFUSED_SECONDS_MAX * 1000;
  while (Date.now() < deadline) {
    const log = await readFile(join(data, "signer.log"), "utf8");
    const line = log.split("\n").find((text) => text.includes("the database was set back"));
    if (line) return (JSON.parse(line) as { msg: string }).msg;
    await sleep(100);
  }
  return null;
}

/** Follows docs/audit-log.md line by line; then everything verifies again. */
async function recover(installation: Installation, council: Council, kept: Kept): Promise<Findings> {
  const { cli, data } = installation;
  const faults: string[] = [];
  const tooEarly = await cli("log", "recover");
  if (tooEarly.code !== 1) faults.push(`recovered beside a running signer: ${tooEarly.out.trim()}`);
  const early = join(data, "kept-checkpoint");
  await writeFile(early, kept.early);
  const packet = join(data, "packet");
  const said = await asWritten(installation, faults, {
    "<release>": String(kept.release),
    "<packet>": packet,
    "<data folder>": data,
    "<kept checkpoint>": early,
  });
  const release = await openAndSubmit(council, { model: "beta" });
  await approve(council, release!);
  await caughtUp(installation, faults);
  const former = ["--former-key", join(data, "signer-1/signer.vkey")];
  const later = join(data, "packet-later");
  const verify = ["verify", later, "--vkey", join(data, "signer/signer.vkey")];
  const expected: [readonly string[], number][] = [
    [["log", "verify"], 0],
    [["replay"], 0],
    [["export", String(kept.release), "--out", later], 0],
    // The loss of signed events is not hidden.
    [[...verify, ...former, "--checkpoint", join(data, "checkpoint-of-the-lost")], 1],
    [["verify", later, "--vkey", join(data, "signer-1/signer.vkey")], 1],
    // A healthy log cannot be recovered again.
    [["log", "recover"], 1],
  ];
  for (const [args, code] of expected) {
    const done = await cli(...args);
    if (done.code !== code)
      faults.push(`${args.slice(0, 2).join(" ")} ended with ${done.code}: ${done.out.trim()}`);
  }
  return { faults, figures: { "log recover": said.replaceAll("\n", " ") } };
}

/** Runs the steps of the document, so that the document cannot differ from what works. */
async function asWritten(
  installation: Installation,
  faults: string[],
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const document = await readFile(join(import.meta.dirname, "../../docs/audit-log.md"), "utf8");
  const section = document.slice(document.indexOf("**Signed events are lost permanently.**"));
  const steps = /```sh\n([^`]+)```/.exec(section)?.[1]?.trim().split("\n") ?? [];
  if (steps.length < 5) faults.push("docs/audit-log.md has no steps for a log whose events are lost");
  let recovered = "";
  for (const step of steps) {
    if (step === "# stop the installation") await installation.crew.end("signer");
    else if (step === "# start it again") {
      await installation.crew.again("signer");
      await caughtUp(installation, faults);
    } else {
      const said = await commanded(installation, faults, step, values);
      if (step.split(" ").includes("recover")) recovered = said;
    }
  }
  return recovered;
}

/** Runs one line of the document with its placeholders filled in; returns its output. */
async function commanded(
  { cli }: Installation,
  faults: string[],
  step: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const [npx, countersign, ...args] = step.split(/ (?![^<]*>)/);
  if (`${npx} ${countersign}` !== "npx countersign") faults.push(`docs/audit-log.md says: ${step}`);
  const filled = args.map((arg) => arg.replace(/<[^>]+>/, (name) => values[name] ?? name));
  const { code, out } = await cli(...filled);
  if (code !== 0) faults.push(`${step} ended with ${code}: ${out.trim()}`);
  return out.trim();
}
