import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { type Check, verifyPacket } from "../../../bin/verify-packet.ts";
import { TEST_LOG } from "./evidence-packet.ts";
import { writePacket } from "./packet-folder.ts";

type With = { readonly vkey?: string; readonly checks?: readonly Check[] };

/** What the verifier finds in a packet's files, by the key of forged packets unless another is given. */
export function verdictOn(
  files: PacketFiles,
  below: string,
  { vkey = TEST_LOG.vkey, checks = RELEASE_CHECKS }: With = {},
) {
  const folder = writePacket(mkdtempSync(join(below, "packet-")), files);
  const { exitCode, outcomes } = verifyPacket(folder, { vkey, checks });
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const said = findings.map(({ place, message }) => `${place}: ${message}`);
  const of = (name: string) => outcomes.find(({ check }) => check === name);
  return { folder, exitCode, findings, said, of };
}
