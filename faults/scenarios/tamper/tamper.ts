import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyDatabase, databaseUrl, dropDatabase } from "#lib/testing/databases/cluster.ts";
import { caughtUp } from "../../check/invariants.ts";
import { approve, councilOf, openAndSubmit } from "../../load/governance.ts";
import { History } from "../../load/history.ts";
import { type Installation, startInstallation } from "../../rig/installation.ts";
import type { Scenario } from "../../scenario.ts";
import { triesOfRoles } from "./roles.ts";
import { dropTail, resign, rewriteEvent, rewriteTree, swapLeaves } from "./superuser.ts";

/** Rewrites the log as far as each database user can, and shows who notices. */
export const tamper: Scenario = {
  name: "tamper",
  says: "the log rewritten by a superuser, even with the key: an older checkpoint shows the place; the app's role can do none of it",
  async run({ beginning }) {
    const installation = await startInstallation(beginning, "tamper");
    const faults: string[] = [];
    try {
      const council = councilOf(installation, new History());
      // So that there is a checkpoint from before the release.
      await caughtUp(installation, faults);
      const release = (await openAndSubmit(council, { model: "alpha" }))!;
      await approve(council, release);
      await caughtUp(installation, faults);
      const places = await placesOf(installation, release);
      const kept = await keepCheckpoint(installation, "kept-checkpoint", places.last, "newest");
      const whole = await verdict(installation, release, kept, "whole");
      if (whole.code !== 0) faults.push(`before anything was done: ${whole.says}`);
      const refused = await triesOfRoles(installation, faults);
      await installation.crew.stop();
      const figures: Record<string, string> = { "refused to the roles": refused };
      const closest = await keepCheckpoint(installation, "closest-checkpoint", places.second, "first");
      const before = await keepCheckpoint(installation, "checkpoint-before", places.second, "before");
      for (const [name, { does, names, closes }] of Object.entries(cases(places))) {
        await onACopy(installation, async (copy) => {
          await does(copy);
          const found = await verdict(copy, release, kept, name);
          figures[name] = found.says;
          if (found.code !== 1 || !names.test(found.says))
            faults.push(`${name}: ${found.code} ${found.says}`);
          if (closes)
            figures[`${name}, by the closest`] = await closingIn(copy, name, { closest, before }, faults);
        });
      }
      return { faults, figures };
    } finally {
      await installation.stop();
    }
  },
};

/** The leaves of the second, third and last event of the release. */
type Places = { readonly second: number; readonly third: number; readonly last: number };

async function placesOf({ sql }: Installation, release: number): Promise<Places> {
  const rows = await sql<{ idx: string }>(
    `SELECT leaf.idx FROM audit_leaf leaf JOIN audit_event e ON e.id = leaf.event_id
     JOIN release r ON e.stream = 'release/' || r.id WHERE r.number = $1 ORDER BY leaf.idx`,
    [release],
  );
  const [, second, third] = rows.map(({ idx }) => Number(idx));
  return { second: second!, third: third!, last: Number(rows.at(-1)!.idx) };
}

type Case = {
  readonly does: (copy: Installation) => Promise<void>;
  /** The verifier's first finding. */
  readonly names: RegExp;
  /** No leaf contradicts another: only checkpoints show where. */
  readonly closes?: true;
};

/** The change, and the first bad place, which the verifier must report first. */
function cases({ second, third, last }: Places): Record<string, Case> {
  const atSecond = new RegExp(
    `^tampered +entries.ndjson line \\d+ \\(leaf ${second}\\): does not hash to its leaf`,
  );
  const rewriteAll = async (copy: Installation) => {
    await rewriteEvent(copy, second);
    await rewriteTree(copy);
  };
  return {
    "an event edited": { does: (copy) => rewriteEvent(copy, second), names: atSecond },
    "two leaves swapped": { does: (copy) => swapLeaves(copy, second, third), names: atSecond },
    "the tail dropped": {
      does: async (copy) => {
        await dropTail(copy, last);
        await resign(copy);
      },
      names: new RegExp(
        `^incomplete +kept-checkpoint: signed \\d+ leaves; the leaves from ${last} are missing`,
      ),
    },
    "the tree rewritten": {
      does: rewriteAll,
      names:
        /^tampered +leaves: do not hash to the signed root · tampered +kept-checkpoint: signed \d+ different/,
      closes: true,
    },
    "signed again with the stolen key": {
      does: async (copy) => {
        await rewriteAll(copy);
        await resign(copy);
      },
      names: /^tampered +kept-checkpoint: signed \d+ different leaves: the log was rewritten/,
      closes: true,
    },
  };
}

type Kept = { readonly file: string; readonly size: number };

/** A checkpoint that covers a leaf, the newest or the first that does; or the last one before it. */
async function keepCheckpoint(
  { sql, data }: Installation,
  name: string,
  leaf: number,
  which: "newest" | "first" | "before",
): Promise<Kept> {
  const of = {
    newest: "> $1 ORDER BY size DESC",
    first: "> $1 ORDER BY size",
    before: "<= $1 ORDER BY size DESC",
  };
  const [row] = await sql<{ note: string; size: string }>(
    `SELECT note, size FROM audit_checkpoint WHERE size ${of[which]} LIMIT 1`,
    [leaf],
  );
  const file = join(data, name);
  await writeFile(file, row!.note);
  return { file, size: Number(row!.size) };
}

/**
 * With only one root of all leaves nobody can tell which leaf was rewritten; but the first checkpoint that covers it
 * disagrees, and shows how far it reaches, and the one before it agrees.
 */
async function closingIn(
  { cli, data }: Installation,
  name: string,
  { closest, before }: { closest: Kept; before: Kept },
  faults: string[],
): Promise<string> {
  const key = join(data, "signer/signer.vkey");
  const kept = [closest, before].flatMap(({ file }) => ["--checkpoint", file]);
  const { out } = await cli("verify", join(data, `packet ${name}`), "--vkey", key, ...kept);
  if (!out.includes(`closest-checkpoint: signed ${closest.size} different leaves`))
    faults.push(`${name}: the first checkpoint that covers it does not disagree: ${out}`);
  if (out.includes("checkpoint-before:"))
    faults.push(`${name}: the checkpoint before it disagrees too: ${out}`);
  return `the checkpoint of ${before.size} leaves agrees, that of ${closest.size} does not`;
}

/** What an auditor sees with a packet made now, the key, and the one checkpoint. */
async function verdict(installation: Installation, release: number, checkpoint: Kept, name: string) {
  const { cli, data } = installation;
  const folder = join(data, `packet ${name}`);
  const exported = await cli("export", String(release), "--out", folder, "--wait", "0");
  if (exported.code !== 0) return { code: exported.code, says: `no packet: ${exported.out.trim()}` };
  const key = join(data, "signer/signer.vkey");
  const verified = await cli("verify", folder, "--vkey", key, "--checkpoint", checkpoint.file);
  const lines = verified.out.split("\n").filter((line) => /^(tampered|incomplete) /.test(line));
  const says = lines.length > 0 ? lines.slice(0, 2).join(" · ") : verified.out.trim();
  return { code: verified.code, says: says.replaceAll(`${data}/`, "") };
}

/** A copy of the same installation's database, with nobody working on either. */
async function onACopy(
  installation: Installation,
  body: (copy: Installation) => Promise<void>,
): Promise<void> {
  const elsewhere = (database: string) => {
    const url = new URL(installation.postgres.ownerUrl);
    url.pathname = database;
    return installation.at(url.toString());
  };
  const { sql } = elsewhere("template1");
  await sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
  const clusterUrl = databaseUrl(installation.postgres.ownerUrl, "template1");
  await copyDatabase(clusterUrl, "tampered", "postgres");
  await body(elsewhere("tampered"));
  await dropDatabase(clusterUrl, "tampered");
}
