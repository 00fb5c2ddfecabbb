import { execSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { openSession } from "#lib/access/commands/open-session.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { rollBackRollout } from "#lib/rollouts/commands/roll-back-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
const sign = async (here: any, p: any, { release, seat }: any) => {
  const file: any = await inWorkspace(here.db, here.workspaceId, (tx) => readRelease(tx, release));
  const { subjectDigest, round } = file.value.release;
  const proved: any = await provePresence(here.db, p, { password: "gate fourteen boards at dawn", act: "cast-verdict", subjectDigest, address: "192.0.2.7" } as any, new Date());
  if (!proved.ok) throw new Error(proved.error.message);
  await here.make(castVerdict, { release, round, subjectDigest, seat, decision: "approve", ...proved.value }, p);
};
import { knownWorkspace } from "#lib/testing/worlds/workspace.ts";
const pass = JSON.parse(readFileSync(".data/passwords.json", "utf8"));
const port = '34361';
const url = `postgresql://cs_app:${pass.cs_app}@127.0.0.1:${port}/${process.argv[2] ?? "countersign"}`;
const here0 = knownWorkspace({ appUrl: url } as any, "00000000-0000-0000-0000-000000000000");
const ws = (await here0.db.prisma.workspace.findFirstOrThrow()).id;
const here = knownWorkspace({ appUrl: url } as any, ws);
const who = async (name: string) => {
  const p = await here.db.prisma.person.findFirstOrThrow({ where: { email: `${name}@skyline.example` } });
  const [m] = await here.db.prisma.$queryRawUnsafe<any[]>(`SELECT roles, functions FROM membership WHERE person_id='${p.id}'`);
  const { sessionId } = await here.make(openSession, { personId: p.id, address: "192.0.2.7", userAgent: "story" }, here.system);
  return { kind: "person", id: p.id, name: p.name, workspaceId: ws, roles: m?.roles ?? [], functions: m?.functions ?? [], sessionId } as any;
};
const jonas = await who("jonas"), ines = await who("ines");
jonas.roles = ["data-scientist"]; ines.roles = ["release-manager"];
const release = 2;
for (const [n, seat] of [["anna", "data-science"], ["tomas", "engineering"], ["lena", "product"], ["mira", "security"], ["dana", "compliance"]] as const) {
  const p = await who(n); p.roles = ["reviewer"]; p.functions = [seat];
  try { await sign(here, p, { release, seat } as any); } catch (e) { console.log(n, String(e).slice(0, 300)); }
}
const { number } = await here.make(startRollout, { release }, ines);
await here.make(haltRollout, { rollout: number, reason: "Planners report late flights shown as punctual." }, ines);
await new Promise((r) => setTimeout(r, 3000));
await here.make(rollBackRollout, { rollout: number, reason: "Late flights are shown as punctual since noon." }, ines);
console.log("release", release, "rollout", number);
process.exit(0);
