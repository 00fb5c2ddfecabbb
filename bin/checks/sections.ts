import { DAY_MS } from "#lib/kernel/time.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { changedSections, digestSections, subjectDigest } from "#lib/releases/sections.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt, documentCheck, placeOf, type Round, streamOf } from "./documents.ts";

/** Every round's content hashes to the digests the log recorded, and the head of the file is where the log leads. */
export const sectionsCheck = documentCheck("sections", ({ release }, packet, found) => {
  const events = streamOf(packet, `release/${release.id}`);
  const manifests = events.filter(({ value }) => ["release.opened", "release.edited"].includes(value.action));
  if (manifests.length === 0) {
    found.incomplete("entries.ndjson", `has no events of release/${release.id}`);
    return "";
  }
  for (const { value, ...entry } of packet.entries)
    if (value.tenant !== release.workspace)
      found.tampered(placeOf({ value, ...entry }), "is another workspace's");
  for (const [i, round] of release.rounds.entries()) {
    const place = `release.json round ${round.round}`;
    const event = manifests[i];
    if (!event || round.round !== i + 1) found.tampered(place, "is not a round of the log");
    else holdRound(round, release.rounds[i - 1], event, (message) => found.tampered(place, message));
  }
  for (const event of manifests.slice(release.rounds.length))
    found.tampered("release.json", `lacks the round of ${placeOf(event)}`);
  const at = differenceAt({ ...headOf(events), rounds: release.rounds }, release);
  if (at !== null) found.tampered("release.json", `${at} is not where the log leads`);
  return `${release.rounds.length} rounds hash to what the log recorded, each of them whole`;
});

function holdRound(
  round: Round,
  before: Round | undefined,
  { value }: Entry,
  tampered: (message: string) => void,
): void {
  const digests = digestSections(round.sections);
  const section = changedSections(digests, round.digests)[0];
  if (section !== undefined) tampered(`section ${section} does not hash to its digest`);
  const expected = {
    round: value.data.round,
    openedAt: value.occurred_at,
    openedBy: value.actor.id,
    changed: value.data.changed ?? [],
    digests: value.data.sections,
    subject: value.data.subject,
    sections: round.sections,
  };
  const at = differenceAt(expected, round);
  if (at !== null) tampered(`${at} is not what the log recorded`);
  if (subjectDigest(round.digests) !== round.subject) tampered("subject is not the digest of its digests");
  const changed = before ? changedSections(before.digests, round.digests) : [];
  if (differenceAt(changed, round.changed) !== null) tampered("changed does not name what changed");
}

/** The head of the release's file, folded from its stream by the rules the server keeps it by. */
function headOf(events: readonly Entry[]) {
  const opened = events[0]!.value;
  let state: ReleaseState = "draft";
  let approval: { approvedAt: string | null; validUntil: string | null } = NOT_APPROVED;
  let round = 1;
  for (const { value } of events) {
    state = releaseAfter(state, { type: value.action });
    if (value.action === "release.edited") round = value.data.round;
    if (["release.edited", "release.lapsed"].includes(value.action)) approval = NOT_APPROVED;
    if (value.action === "release.approved")
      approval = { approvedAt: value.occurred_at, validUntil: value.data.validUntil };
  }
  const target = (type: string) => opened.targets.find((one: { type: string }) => one.type === type)?.id;
  return {
    v: 1,
    id: target("release"),
    number: opened.data.number,
    workspace: opened.tenant,
    model: target("model"),
    pointer: target("pointer"),
    state,
    round,
    openedAt: opened.occurred_at,
    author: opened.actor.id,
    ...approval,
  };
}

const NOT_APPROVED = { approvedAt: null, validUntil: null };

/** When an approval given at a moment ends. */
export const approvalEnd = (approvedAt: string, validDays: number): string =>
  new Date(Date.parse(approvedAt) + validDays * DAY_MS).toISOString();
