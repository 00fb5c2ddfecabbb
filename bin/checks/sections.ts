import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { changedSections, digestSections, subjectDigest } from "#lib/releases/sections.ts";
import { differenceAt, documentCheck, ofType, placeOf, type Round, type Told, toldIn } from "./documents.ts";

/** Every round's content hashes to the digests in the log, and the head of the file matches the log. */
export const sectionsCheck = documentCheck("sections", ({ release }, packet, found) => {
  const events = toldIn(packet, `release/${release.id}`);
  const manifests = ofType(events, "release.opened", "release.edited");
  if (manifests.length === 0) {
    found.incomplete("entries.ndjson", `has no events of release/${release.id}`);
    return "";
  }
  for (const { value, ...entry } of packet.entries)
    if (value.tenant !== release.workspace)
      found.tampered(placeOf({ value, ...entry }), "belongs to another workspace");
  for (const [i, round] of release.rounds.entries()) {
    const place = `release.json round ${round.round}`;
    const event = manifests[i];
    if (!event || round.round !== i + 1) found.tampered(place, "is not a round of the log");
    else holdRound(round, release.rounds[i - 1], event, (message) => found.tampered(place, message));
  }
  for (const event of manifests.slice(release.rounds.length))
    found.tampered("release.json", `lacks the round of ${event.place}`);
  const [opened] = ofType(events, "release.opened");
  const head = opened && headOf(opened, events, release.workspace);
  const at = differenceAt({ ...head, rounds: release.rounds }, release);
  if (at !== null) found.tampered("release.json", `${at} does not follow from the log`);
  return `${release.rounds.length} rounds hash to the digests in the log, each complete`;
});

function holdRound(
  round: Round,
  before: Round | undefined,
  event: Told<"release.opened" | "release.edited">,
  tampered: (message: string) => void,
): void {
  const digests = digestSections(round.sections);
  const section = changedSections(digests, round.digests)[0];
  if (section !== undefined) tampered(`section ${section} does not hash to its digest`);
  const expected = {
    round: event.data.round,
    openedAt: event.at,
    openedBy: event.actor,
    changed: event.type === "release.edited" ? event.data.changed : [],
    digests: event.data.sections,
    subject: event.data.subject,
    sections: round.sections,
  };
  const at = differenceAt(expected, round);
  if (at !== null) tampered(`${at} is not what the log recorded`);
  if (subjectDigest(round.digests) !== round.subject) tampered("subject is not the digest of its digests");
  const changed = before ? changedSections(before.digests, round.digests) : [];
  if (differenceAt(changed, round.changed) !== null)
    tampered("changed does not list the sections that changed");
}

/** The head of the release's file, folded from its stream by the server's own rules. */
function headOf(opened: Told<"release.opened">, events: readonly Told[], workspace: string) {
  let state: ReleaseState = "draft";
  let approval: { approvedAt: string | null; validUntil: string | null } = NOT_APPROVED;
  let round = 1;
  for (const event of events) {
    state = releaseAfter(state, event);
    if (event.type === "release.edited") round = event.data.round;
    if (event.type === "release.edited" || event.type === "release.lapsed") approval = NOT_APPROVED;
    if (event.type === "release.approved")
      approval = { approvedAt: event.at, validUntil: event.data.validUntil };
  }
  const target = (type: string) => opened.targets.find((one) => one.type === type)?.id;
  return {
    v: 1,
    id: target("release"),
    number: opened.data.number,
    workspace,
    model: target("model"),
    pointer: target("pointer"),
    state,
    round,
    openedAt: opened.at,
    author: opened.actor,
    ...approval,
  };
}

const NOT_APPROVED = { approvedAt: null, validUntil: null };
