import { z } from "zod";
import { withManifest } from "#lib/audit/packet.ts";
import { logEvidence } from "#lib/audit/rows/log-evidence.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { document, releaseEvidence } from "#lib/releases/rows/release-evidence.ts";
import { packetReadme } from "#lib/rollouts/packet-readme.ts";
import { isPrivateStream, packetStreams } from "#lib/rollouts/packet-streams.ts";
import { rolloutEvidence } from "#lib/rollouts/rows/rollout-evidence.ts";

/** Everything an auditor needs to check a release alone, with no server: the release, its rollout, the log. */
export const evidencePacket = defineQuery({
  name: "evidence-packet",
  permission: "packet:export",
  summary: "A release's evidence packet",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ files: z.record(z.string(), z.string()) }),

  async load(tx, { release: number }, { now }) {
    const asked = await releaseEvidence(tx, number, now);
    if (!asked.ok) return asked;
    const { release, ...released } = asked.value;
    const rolledOut = await rolloutEvidence(tx, release.id);
    const log = await logEvidence(tx, {
      streams: [...released.streams, ...(rolledOut?.streams ?? [])],
      named: (entries) => packetStreams(release.id, entries),
      isPrivate: isPrivateStream,
    });
    if (!log.ok) return log;
    const people = [...new Map([...released.people, ...(rolledOut?.people ?? [])])]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return ok({
      files: withManifest({
        "README.md": packetReadme(number),
        "people.json": document(people),
        ...released.files,
        ...rolledOut?.files,
        ...log.value,
      }),
    });
  },
});
