import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { proposed, signProposal } from "#lib/testing/worlds/policies.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { SEATS, testWorld } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";
import { writePacket } from "./packet-folder.ts";

/** The packet of a release under policy 3, which Sona and Carla signed as they did policy 2; Sona rejected a change before. */
export async function changedPolicyPacket() {
  const world = await testWorld();
  const { here, people, approve, submit } = world;
  const log = await sealedLog(here.database);
  const folder = mkdtempSync(join(tmpdir(), "countersign-policies-"));
  const sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
  const board = (days: number) => {
    const policy = oneCouncil(...SEATS);
    return { ...policy, routes: policy.routes.map((route) => ({ ...route, reviewDays: days })) };
  };
  const signs = (change: { proposalId: string; digest: string }) => ({
    sona: (decision?: "reject") =>
      signProposal(here, sona, { ...change, seat: "security", ...(decision ? { decision } : {}) }),
    carla: () => signProposal(here, people.carla, { ...change, seat: "compliance" as BusinessFunction }),
  });
  await signs(await proposed(here, people.ada, board(5), 1)).sona("reject");
  for (const [basedOn, days] of [
    [1, 6],
    [2, 7],
  ] as const) {
    const seats = signs(await proposed(here, people.ada, board(days), basedOn));
    await seats.sona();
    await seats.carla();
  }
  const release = await approve(await submit(2));
  await log.seal();
  const { files } = await here.see(evidencePacket, { release }, people.vic);
  /** What the verifier finds wrong with it, and how it ends. */
  const verified = (packet: PacketFiles, vkey = log.vkey) => {
    const place = writePacket(mkdtempSync(join(folder, "packet-")), packet);
    const { exitCode, outcomes } = verifyPacket(place, { vkey, checks: RELEASE_CHECKS });
    const said = outcomes.flatMap(({ findings }) => findings.map(({ message }) => message));
    const says = outcomes.find(({ check }) => check === "provenance")?.says ?? "";
    return { exitCode, said, says };
  };
  const close = async () => {
    await log.close();
    await here.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const ids = { ada: people.ada.id, carla: people.carla.id, sona: sona.id };
  return { files, verified, ids, close };
}
