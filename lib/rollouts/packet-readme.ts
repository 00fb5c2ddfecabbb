import { type Digest, digestOfBytes } from "#lib/kernel/digest.ts";

/** The README of a release's packet. */
export const packetReadme = (number: number): string => `# Evidence of release ${number}

Check it with no server: \`countersign verify <this folder> --vkey <the log's key>\`. Take the key from a person you
trust, not from this folder; pass checkpoints you kept with \`--checkpoint\`.

- \`release.json\` every round's request · \`version-files.json\` the files of a version of more than 1,000
- \`verdicts.ndjson\` what was signed · \`policy.json\` who had to sign
- \`dossiers.ndjson\` what the policy's gates read, where it has any
- \`contributors.json\` who contributed and could not sign · \`people.json\` names as printed at the time
- \`rollout.json\` the plan and its stages · \`gate-verdicts.ndjson\` every verdict with all it was made from
- \`entries.ndjson\`, \`details.ndjson\`, \`leaves\`, \`checkpoint\`, \`vkey\` the audit log
- \`streams.ndjson\` proof that the log has no more events of this release · \`manifest.json\` digests of all files
`;

/** Of the READMEs of earlier versions, for release 0. */
const EARLIER: readonly Digest[] = [
  "sha256:ac2b87d6bef7ab37eb9a650100c8d96da1003ee86bb5894a00b62353657a6da2",
  "sha256:1af5f53c7e735aa782141c9d59f0051edc5fc3080e5441357331b91d5d3e3680",
  "sha256:86b3b0001b70c5ce4ab6c6e6df6ee8687157ebb3c0388168b77d2b50519217df",
  "sha256:bd4461ebee6a0e4c8419dce6b88de93599a8d59dd00f269eca187daa0c0d8005",
];

/** Whether this version or an earlier one wrote this README for the release. */
export function isPacketReadme(text: string, number: number): boolean {
  const ofZero = text.replace(titleOf(number), titleOf(0));
  const isEarlier = text.startsWith(titleOf(number)) && EARLIER.includes(digestOf(ofZero));
  return text === packetReadme(number) || isEarlier;
}

const titleOf = (number: number): string => `# Evidence of release ${number}\n`;

const digestOf = (text: string): Digest => digestOfBytes(new TextEncoder().encode(text));
