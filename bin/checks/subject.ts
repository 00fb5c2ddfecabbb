import { digestOfJson } from "#lib/kernel/digest.ts";
import { manifestDigest } from "#lib/registry/manifest.ts";
import type { Packet } from "../verify-packet.ts";
import {
  documentCheck,
  ofType,
  type ReleaseDocument,
  type Round,
  toldIn,
  VERSION_FILES,
} from "./documents.ts";

/** What was submitted for signature is what was registered: the artifact, the card, the reports, the base version. */
export const subjectCheck = documentCheck("subject", ({ release, versionFiles }, packet, found) => {
  for (const round of release.rounds)
    for (const fault of subjectFaults(round, registered(packet, release)))
      found.tampered(`release.json round ${round.round}`, fault);
  const unlisted = release.rounds.some(({ sections }) => !sections.artifact.manifest);
  if (unlisted && !versionFiles) found.incomplete(VERSION_FILES, "is missing");
  const digest = versionFiles && digestOfJson(versionFiles);
  if (digest && release.rounds.some(({ sections }) => sections.artifact.digest !== digest))
    found.tampered(VERSION_FILES, "does not hash to the artifact's digest");
  const { artifact, target } = release.rounds.at(-1)!.sections;
  const base = target.base ? `v${target.base.version}` : "nothing";
  return `v${artifact.version} of ${artifact.model} in place of ${base} is what was registered, with its card and reports`;
});

type Registry = ReturnType<typeof registered>;

/** What was registered, according to the model's stream. */
function registered(packet: Packet, release: ReleaseDocument) {
  const events = toldIn(packet, `model/${release.model}`);
  const versions = new Map(ofType(events, "version.registered").map(({ data }) => [data.number, data]));
  const cards = new Map<string, string>([
    ...[...versions].map(([number, data]) => [`${number}/1`, data.cardDigest] as const),
    ...ofType(events, "card.revised").map(
      ({ data }) => [`${data.version}/${data.revision}`, data.digest] as const,
    ),
  ]);
  const reports = new Map(
    ofType(events, "evaluation.reported").flatMap(({ data, targets }) =>
      targets.map(({ digest }) => [digest, data.version] as const),
    ),
  );
  return { versions, cards, reports };
}

function subjectFaults({ sections }: Round, { versions, cards, reports }: Registry): string[] {
  const { artifact, card, evidence, target } = sections;
  const version = versions.get(artifact.version);
  const faults: string[] = [];
  if (version?.digest !== artifact.digest)
    faults.push(`no version ${artifact.version} with this digest was registered`);
  if (artifact.manifest && manifestDigest(artifact.manifest) !== artifact.digest)
    faults.push("the manifest does not hash to the artifact's digest");
  if (version?.codeCommit !== artifact.codeCommit) faults.push("the code commit is not the registered one");
  if (cards.get(`${artifact.version}/${card.revision}`) !== card.digest)
    faults.push(`revision ${card.revision} of the card was not recorded with this digest`);
  for (const { digest, pipeline } of evidence.reports)
    if (reports.get(digest) !== artifact.version)
      faults.push(`the report of ${pipeline} was not filed for this version`);
  if (target.base && versions.get(target.base.version)?.digest !== target.base.digest)
    faults.push(`the base version ${target.base.version} was not registered with this digest`);
  return faults;
}
