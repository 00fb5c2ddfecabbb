import { type ReleaseState, releaseAfter, releaseMachine } from "#lib/releases/release.ts";
import { type RolloutState, rolloutAfter, rolloutMachine } from "#lib/rollouts/rollout.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, placeOf, streamOf } from "./documents.ts";

const RELEASE_VERBS: Readonly<Record<string, keyof typeof releaseMachine.table>> = {
  "release.submitted": "submit",
  "release.edited": "edit",
  "verdict.cast": "sign",
  "release.changes-requested": "request-changes",
  "release.review-resumed": "sign",
  "release.rejected": "reject",
  "release.approved": "approve",
  "release.withdrawn": "withdraw",
  "release.expired": "expire",
  "release.lapsed": "lapse",
  "release.started": "start",
  "release.completed": "complete",
  "release.rolled-back": "roll-back",
  "release.superseded": "supersede",
};

const ROLLOUT_VERBS: Readonly<Record<string, keyof typeof rolloutMachine.table>> = {
  "rollout.advanced": "advance",
  "rollout.completed": "complete",
  "rollout.paused": "pause",
  "rollout.resumed": "resume",
  "rollout.halted": "halt",
  "rollout.rolling-back": "roll-back",
  "rollout.rolled-back": "confirm",
};

/** What the release says of its rollout, happening at the same moment. */
const COUPLED: Readonly<Record<string, string>> = {
  "rollout.started": "release.started",
  "rollout.completed": "release.completed",
  "rollout.rolling-back": "release.rolled-back",
};

/** Every step of the release and of its rollout was one its state allowed, and the two moved together. */
export const transitionsCheck = documentCheck("transitions", ({ release, rollout }, packet, found) => {
  const ofRelease = streamOf(packet, `release/${release.id}`);
  const ofRollout = rollout ? streamOf(packet, `rollout/${rollout.id}`) : [];
  const { tampered, incomplete } = found;
  walk(ofRelease, "release.opened", { tampered, incomplete }, (state: ReleaseState | null, action) => {
    const verb = RELEASE_VERBS[action];
    const whyNot = state !== null && verb ? releaseMachine.whyNot(state, verb) : null;
    return {
      known: action === "release.opened" || verb !== undefined,
      whyNot,
      after: releaseAfter(state ?? "draft", { type: action }),
    };
  });
  walk(ofRollout, "rollout.started", { tampered, incomplete }, (state: RolloutState | null, action) => {
    const verb = ROLLOUT_VERBS[action];
    const whyNot = state !== null && verb ? rolloutMachine.whyNot(state, verb) : null;
    return {
      known: action === "rollout.started" || verb !== undefined,
      whyNot,
      after: rolloutAfter(state ?? "running", { type: action }),
    };
  });
  for (const [place, message] of uncoupled(ofRelease, ofRollout)) found.tampered(place, message);
  for (const [place, message] of strangers(packet, { release, rollout })) found.tampered(place, message);
  if (rollout && ofRollout.length === 0)
    found.incomplete("entries.ndjson", `has no events of rollout/${rollout.id}`);
  return `${ofRelease.length + ofRollout.length} steps were legal in the state they were taken in`;
});

type Step<S> = { known: boolean; whyNot: string | null; after: S };
type Found = Readonly<Record<"tampered" | "incomplete", (place: string, message: string) => void>>;

function walk<S>(
  events: readonly Entry[],
  first: string,
  found: Found,
  step: (state: S | null, action: string) => Step<S>,
): void {
  let state: S | null = null;
  for (const event of events) {
    const { action } = event.value;
    if ((state === null) !== (action === first)) found.tampered(placeOf(event), `${action} cannot come here`);
    const { known, whyNot, after } = step(state, action);
    if (!known) found.incomplete(placeOf(event), `${action} is nothing this verifier knows`);
    if (whyNot !== null) found.tampered(placeOf(event), `${action} was not allowed: ${whyNot}`);
    state = after;
  }
}

function uncoupled(release: readonly Entry[], rollout: readonly Entry[]): [string, string][] {
  const at = (events: readonly Entry[], action: string) =>
    events.filter(({ value }) => value.action === action);
  return Object.entries(COUPLED).flatMap(([inRollout, inRelease]) => {
    const times = new Set(at(rollout, inRollout).map(({ value }) => value.occurred_at));
    const others = new Set(at(release, inRelease).map(({ value }) => value.occurred_at));
    return [
      ...at(release, inRelease).filter(({ value }) => !times.has(value.occurred_at)),
      ...at(rollout, inRollout).filter(({ value }) => !others.has(value.occurred_at)),
    ].map((event): [string, string] => [
      placeOf(event),
      `${inRollout} and ${inRelease} did not happen together`,
    ]);
  });
}

/** Events of another release or rollout have no place in the packet. */
function strangers(packet: Packet, { release, rollout }: Pick<Documents, "release" | "rollout">) {
  const own = new Set([
    `release/${release.id}`,
    `rollout/${rollout?.id}`,
    `pointer/${release.pointer}`,
    `model/${release.model}`,
    `policy/${release.workspace}`,
  ]);
  const isOwn = ({ value }: Entry): boolean =>
    own.has(value.stream) ||
    (value.stream.startsWith("incident/") &&
      value.targets.some((target: { id: string }) => target.id === rollout?.id));
  return packet.entries
    .filter((entry) => !isOwn(entry))
    .map((entry): [string, string] => [placeOf(entry), "is of a stream that is no part of this release"]);
}
