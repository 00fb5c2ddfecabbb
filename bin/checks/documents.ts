import type { Section, SectionDigests } from "#lib/councils/sections.ts";
import { type RecordedSignature, recordedSignature, SIGNATURE_TYPES } from "#lib/councils/signature-event.ts";
import type { SaidIn } from "#lib/kernel/event-catalogue.ts";
import { type EVENTS, type EventType, saidBy } from "#lib/overview/events.ts";
import type { Dossier } from "#lib/policy/dossier.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import type { Decision } from "#lib/rollouts/judge.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { type Check, canonicalJson, type Entry, type Packet } from "../verify-packet.ts";

/** A packet's own files, read. The checks that use them find what a forger made of them. */
export type Documents = {
  readonly release: ReleaseDocument;
  readonly verdicts: readonly { readonly verdict: string; readonly statement: string }[];
  readonly policy: PolicyDocument;
  readonly contributors: readonly {
    readonly person: string;
    readonly because: string;
    readonly at: string;
  }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Null where the release never started. */
  readonly rollout: RolloutDocument | null;
  readonly gateVerdicts: readonly GateVerdictLine[];
  /** What gates of policies read; none where no policy of the release has any. */
  readonly dossiers: readonly { readonly digest: string; readonly content: Dossier }[];
  /** Null where every round lists the files itself. */
  readonly versionFiles: readonly ManifestFile[] | null;
};

export type Round = {
  readonly round: number;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly changed: readonly Section[];
  readonly sections: ReleaseSections;
  readonly digests: SectionDigests;
  readonly subject: string;
};
export type ReleaseDocument = {
  readonly id: string;
  readonly number: number;
  readonly workspace: string;
  readonly model: string;
  readonly pointer: string;
  readonly author: string;
  readonly rounds: readonly Round[];
};
type PolicyDocument = { readonly version: number; readonly digest: string; readonly content: PolicyContent };
export type RolloutDocument = { readonly id: string; readonly number: number };
export type GateVerdictLine = {
  readonly verdict: string;
  readonly stage: string;
  readonly decidedAt: string;
  readonly judge: string;
  readonly inputsDigest: string;
  readonly inputs: {
    readonly judge: string;
    readonly plan: Plan;
    readonly stage: string;
    readonly evidence: Evidence;
  };
  readonly verdicts: readonly GuardrailVerdict[];
  readonly decision: Decision;
};

export type Found = Parameters<Check["run"]>[1];

const NEEDED = ["release.json", "verdicts.ndjson", "policy.json", "contributors.json", "people.json"];
const OF_A_ROLLOUT = ["rollout.json", "gate-verdicts.ndjson"];
export const VERSION_FILES = "version-files.json";
const DOSSIERS = "dossiers.ndjson";

/** Checks that the release's own files are there, readable, and from the release's streams. */
export const documentsCheck: Check = {
  name: "documents",
  run(packet, found) {
    const needed = hasStarted(packet) ? [...NEEDED, ...OF_A_ROLLOUT] : NEEDED;
    for (const name of needed) if (!packet.files.has(name)) found.incomplete(name, "is missing");
    const present = [...NEEDED, ...OF_A_ROLLOUT, VERSION_FILES, DOSSIERS].filter((name) =>
      packet.files.has(name),
    );
    const unreadable = present.flatMap((name) => unreadableIn(packet, name));
    for (const place of unreadable) found.tampered(place, "is not canonical JSON");
    return `${present.length} files of the release can be read`;
  },
};

function unreadableIn(packet: Packet, name: string): string[] {
  const parts = linesOf(packet, name).map((line, i) => ({
    place: name.endsWith(".ndjson") ? `${name} line ${i + 1}` : name,
    value: parsed(line),
  }));
  return parts.filter(({ value }) => value === undefined).map(({ place }) => place);
}

/** Whether the packet's own release started; others of the same digest may be in it. */
function hasStarted(packet: Packet): boolean {
  const release = parsed(linesOf(packet, "release.json")[0] ?? "") as { id?: unknown } | undefined;
  return streamOf(packet, `release/${release?.id}`).some(({ value }) => value.action === "release.started");
}

/** A check of a release's files. Skipped where they cannot be read, which the documents check reports. */
export const documentCheck = (
  name: string,
  run: (documents: Documents, packet: Packet, found: Found) => string,
): Check => ({
  name,
  run: (packet, found) => {
    const documents = readDocuments(packet);
    return documents === null ? "skipped: its files cannot be read" : run(documents, packet, found);
  },
});

function readDocuments(packet: Packet): Documents | null {
  const one = (name: string) => parsed(linesOf(packet, name)[0] ?? "");
  const many = (name: string) => linesOf(packet, name).map(parsed);
  const read = {
    release: one("release.json"),
    verdicts: many("verdicts.ndjson"),
    policy: one("policy.json"),
    contributors: one("contributors.json"),
    people: one("people.json"),
    rollout: packet.files.has("rollout.json") ? one("rollout.json") : null,
    gateVerdicts: many("gate-verdicts.ndjson"),
    dossiers: many(DOSSIERS),
    versionFiles: packet.files.has(VERSION_FILES) ? one(VERSION_FILES) : null,
  };
  const parts = Object.values(read).flat();
  const readable =
    parts.every((part) => part !== undefined) && NEEDED.every((name) => packet.files.has(name));
  const rolloutReadable = !hasStarted(packet) || OF_A_ROLLOUT.every((name) => packet.files.has(name));
  return readable && rolloutReadable ? (read as Documents) : null;
}

/** A document is one line; anything after its newline makes it unreadable. */
export function linesOf({ files }: Packet, name: string): string[] {
  const text = files.get(name)?.toString("utf8");
  if (text === undefined) return [];
  if (!text.endsWith("\n"))
    return text === "" && name.endsWith(".ndjson") ? [] : ["does not end with a newline"];
  const lines = text.slice(0, -1).split("\n");
  return name.endsWith(".ndjson") || lines.length === 1 ? lines : ["more than one line"];
}

export function parsed(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return canonicalJson(value) === line ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The events of one stream, in order. */
export const streamOf = ({ entries }: Packet, stream: string): Entry[] =>
  entries.filter(({ value }) => value.stream === stream);

/**
 * An entry that this verifier can read: `type` determines the type of its data. The transitions check reports the
 * others.
 */
export type Told<T extends EventType = EventType> = Extract<
  SaidIn<typeof EVENTS> & {
    readonly id: string;
    readonly place: string;
    readonly at: string;
    readonly actor: string;
    readonly targets: Entry["value"]["targets"];
  },
  { readonly type: T }
>;

export function toldBy(entry: Entry): Told | null {
  const { id, action, data, occurred_at: at, actor, targets } = entry.value;
  const said = saidBy(action, data);
  return said && { ...said, id, place: placeOf(entry), at, actor: actor.id, targets };
}

/** What the events of one stream say, in order. */
export const toldIn = (packet: Packet, stream: string): Told[] =>
  streamOf(packet, stream).flatMap((entry) => toldBy(entry) ?? []);

/** Those of some types. */
export const ofType = <T extends EventType>(told: readonly Told[], ...types: readonly T[]): Told<T>[] =>
  told.filter((one): one is Told<T> => types.some((type) => type === one.type));

export type Signed = {
  readonly told: Told<(typeof SIGNATURE_TYPES)[number]>;
  readonly signature: RecordedSignature;
};

/** The signatures among some events, in order. */
export const signaturesAmong = (told: readonly Told[]): Signed[] =>
  ofType(told, ...SIGNATURE_TYPES).map((one) => ({ told: one, signature: recordedSignature(one, one.at) }));

/** When the newest event of the packet was recorded. */
export const lastAt = ({ entries }: Packet): string => entries.at(-1)?.value.occurred_at ?? "never";

export const placeOf = ({ line, idx }: Entry): string => `entries.ndjson line ${line} (leaf ${idx})`;

/** Where two values first differ, as a dotted path ("" for the whole), or null. */
export function differenceAt(expected: unknown, given: unknown, path = ""): string | null {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null;
  if (!isObject(expected) || !isObject(given) || Array.isArray(expected) !== Array.isArray(given))
    return Object.is(expected, given) ? null : path;
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(given)])];
  for (const key of keys) {
    const at = path === "" ? key : `${path}.${key}`;
    const inner = differenceAt(expected[key], given[key], at);
    if (inner !== null) return inner;
  }
  return null;
}
