import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { caughtUp } from "../../check/invariants.ts";
import { approve, councilOf, openAndSubmit } from "../../load/governance.ts";
import { History } from "../../load/history.ts";
import { type Installation, startInstallation } from "../../rig/installation.ts";
import type { Scenario } from "../../scenario.ts";
import { triesOfRoles } from "./roles.ts";
import { dropTail, resign, rewriteEvent, rewriteTree, swapLeaves } from "./superuser.ts";

/** Rewrites the log as far as each can who has the database, and shows who notices. */
export const tamper: Scenario = {
  name: "tamper",
  says: "the log rewritten by a superuser, even with the key: an older checkpoint names the place; the app's role can do none of it",
  async run({ beginning }) {
    const installation = await startInstallation(beginning, "tamper");
    const faults: string[] = [];
    try {
      const council = councilOf(installation, new History());
      const release = (await openAndSubmit(council, { model: "alpha" }))!;
      await approve(council, release);
      await caughtUp(installation, faults);
      const kept = await keepCheckpoint(installation);
      const whole = await verdict(installation, release, kept, "whole");
      if (whole.code !== 0) faults.push(`before anything was done: ${whole.says}`);
      const refused = await triesOfRoles(installation, faults);
      await installation.crew.stop();
      const figures: Record<string, string> = { "refused to the roles": refused };
      for (const [name, { does, names, code }] of Object.entries(await cases(installation, release))) {
        await onACopy(installation, async (copy) => {
          await does(copy);
          const found = await verdict(copy, release, kept, name);
          figures[name] = found.says;
          if (found.code !== code || !names.test(found.says))
            faults.push(`${name}: ${found.code} ${found.says}`);
        });
      }
      return { faults, figures };
    } finally {
      await installation.stop();
    }
  },
};

type Case = { does: (copy: Installation) => Promise<void>; names: RegExp; code: number };

/** What is done, and the place the verifier must name first. */
async function cases({ sql }: Installation, release: number): Promise<Record<string, Case>> {
  const rows = await sql<{ idx: string }>(
    `SELECT leaf.idx FROM audit_leaf leaf JOIN audit_event e ON e.id = leaf.event_id
     JOIN release r ON e.stream = 'release/' || r.id WHERE r.number = $1 ORDER BY leaf.idx`,
    [release],
  );
  const [, second, third] = rows.map(({ idx }) => Number(idx));
  const last = Number(rows.at(-1)!.idx);
  const atLeaf = (idx: number) => new RegExp(`\\(leaf ${idx}\\): does not hash to its leaf`);
  const rewritten = /kept-checkpoint: signed other first \d+ leaves: the log was rewritten/;
  const rewriteAll = async (copy: Installation) => {
    await rewriteEvent(copy, second!);
    await rewriteTree(copy);
  };
  return {
    "an event edited": { does: (copy) => rewriteEvent(copy, second!), names: atLeaf(second!), code: 1 },
    "two leaves swapped": {
      does: (copy) => swapLeaves(copy, second!, third!),
      names: new RegExp(`${atLeaf(second!).source}|is not event`),
      code: 1,
    },
    "the tail dropped": {
      does: async (copy) => {
        await dropTail(copy, last);
        await resign(copy);
      },
      names: new RegExp(`kept-checkpoint: signed \\d+ leaves; leaf ${last} and on are missing`),
      code: 1,
    },
    "the tree rewritten": {
      does: rewriteAll,
      names: /leaves: do not have the root that was signed/,
      code: 1,
    },
    "signed again with the stolen key": {
      does: async (copy) => {
        await rewriteAll(copy);
        await resign(copy);
      },
      names: rewritten,
      code: 1,
    },
  };
}

async function keepCheckpoint({ sql, data }: Installation): Promise<string> {
  const [row] = await sql<{ note: string }>("SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1");
  const file = join(data, "kept-checkpoint");
  await writeFile(file, row!.note);
  return file;
}

/** What an auditor is told who has a packet made now, the key, and the one checkpoint. */
async function verdict(installation: Installation, release: number, checkpoint: string, name: string) {
  const { cli, data } = installation;
  const folder = join(data, `packet ${name}`);
  const exported = await cli("export", String(release), "--out", folder, "--wait", "0");
  if (exported.code !== 0) return { code: exported.code, says: `no packet: ${exported.out.trim()}` };
  const key = join(data, "signer/signer.vkey");
  const verified = await cli("verify", folder, "--vkey", key, "--checkpoint", checkpoint);
  const lines = verified.out.split("\n").filter((line) => /^(tampered|incomplete) /.test(line));
  const says = lines.length > 0 ? lines.slice(0, 2).join(" · ") : verified.out.trim();
  return { code: verified.code, says: says.replaceAll(`${data}/`, "") };
}

/** The same installation's database once more, beside it, with nobody working on either. */
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
  await sql("CREATE DATABASE tampered TEMPLATE postgres");
  await body(elsewhere("tampered"));
  await sql("DROP DATABASE tampered WITH (FORCE)");
}
