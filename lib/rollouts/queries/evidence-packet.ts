import { z } from "zod";
import { withManifest } from "#lib/audit/packet.ts";
import { logEvidence } from "#lib/audit/rows/log-evidence.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { document, releaseEvidence } from "#lib/releases/rows/release-evidence.ts";
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
    const log = await logEvidence(tx, [...released.streams, ...(rolledOut?.streams ?? [])]);
    if (!log.ok) return log;
    const people = [...new Map([...released.people, ...(rolledOut?.people ?? [])])]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return ok({
      files: withManifest({
        "README.md": readme(number),
        "people.json": document(people),
        ...released.files,
        ...rolledOut?.files,
        ...log.value,
      }),
    });
  },
});

const readme = (number: number): string => `# Evidence of release ${number}

Check it with no server: \`countersign verify <this folder> --vkey <the log's key>\`. Take the key from a person you
trust, not from this folder; pass checkpoints you kept with \`--checkpoint\`.

- \`release.json\` every round's request · \`version-files.json\` the files of a version of more than 1,000
- \`verdicts.ndjson\` what was signed · \`policy.json\` who had to sign
- \`contributors.json\` who contributed and could not sign · \`people.json\` names as printed at the time
- \`rollout.json\` the plan and its stages · \`gate-verdicts.ndjson\` every verdict with all it was made from
- \`entries.ndjson\`, \`details.ndjson\`, \`leaves\`, \`checkpoint\`, \`vkey\` the audit log · \`manifest.json\` digests of all files
`;
