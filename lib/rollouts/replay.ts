import type { AuditEntry } from "#lib/audit/entry.ts";
import { type ProposalState, proposalAfter } from "#lib/councils/policy-proposal.ts";
import { replayedSignature } from "#lib/councils/replayed-signature.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import type { Plain } from "#lib/kernel/event.ts";
import { type ReleaseState, releaseAfter } from "#lib/releases/release.ts";
import { type RolloutState, rolloutAfter } from "./rollout.ts";

/** What is known of each thing, by its name: `release 12` → `{ state: "approved", … }`. */
export type Facts = ReadonlyMap<string, Fact>;
export type Fact = Readonly<Record<string, Plain>>;

/** The facts the log alone leads to, by the same functions the commands use. Entries of a stream in their order. */
export function foldFacts(entries: Iterable<AuditEntry>): Facts {
  const facts = new Map<string, Fact>();
  const names = new Map<string, string>();
  for (const entry of entries) {
    const [kind] = entry.action.split(".");
    const fold = kind && Object.hasOwn(FOLDS, kind) ? FOLDS[kind as keyof typeof FOLDS] : undefined;
    fold?.(facts, entry, names);
  }
  return facts;
}

type Fold = (facts: Map<string, Fact>, entry: AuditEntry, names: Map<string, string>) => void;

const FOLDS = {
  release: foldRelease,
  verdict: foldVerdict,
  rollout: foldRollout,
  pointer: foldPointer,
  policy: foldPolicy,
  version,
};

function foldRelease(...[facts, entry, names]: Parameters<Fold>): void {
  const { action: type, data = {}, stream } = entry;
  if (type === "release.opened") names.set(stream, `release ${data["number"]}`);
  const name = names.get(stream) ?? stream;
  const before = facts.get(name);
  const state = releaseAfter((before?.["state"] ?? "draft") as ReleaseState, { type });
  const manifest = data["sections"] ? { round: data["round"]!, subject: data["subject"]! } : {};
  const approval =
    type === "release.approved"
      ? { approvedAt: entry.occurred_at, validUntil: data["validUntil"]! }
      : type === "release.edited" || type === "release.lapsed"
        ? { approvedAt: null, validUntil: null }
        : {};
  facts.set(name, { approvedAt: null, validUntil: null, ...before, ...manifest, ...approval, state });
  if (data["sections"] && type !== "release.submitted")
    facts.set(`round ${data["round"]} of ${name}`, { subject: data["subject"]!, sections: data["sections"] });
}

function foldVerdict(...[facts, entry, names]: Parameters<Fold>): void {
  setSignature(facts, entry, names.get(entry.stream) ?? entry.stream);
}

function setSignature(facts: Map<string, Fact>, { action, data = {}, occurred_at }: AuditEntry, of: string) {
  const recorded = recordedSignature(action, data, occurred_at);
  if (recorded) facts.set(...replayedSignature(recorded, of));
}

function foldRollout(...[facts, entry, names]: Parameters<Fold>): void {
  const { action: type, data = {}, stream } = entry;
  if (type === "rollout.started") names.set(stream, `rollout ${data["number"]}`);
  const name = names.get(stream) ?? stream;
  const before = facts.get(name);
  const state = rolloutAfter((before?.["state"] ?? "running") as RolloutState, { type });
  const started =
    type === "rollout.started"
      ? { of: `release ${data["release"]}`, planDigest: data["planDigest"]!, stage: data["stage"]! }
      : {};
  const advanced = type === "rollout.advanced" ? { stage: data["to"]! } : {};
  facts.set(name, { ...before, ...started, ...advanced, state });
  if (data["verdict"])
    facts.set(`gate verdict ${data["verdict"]}`, {
      of: name,
      inputs: data["inputs"]!,
      judge: data["judge"]!,
      decidedAt: entry.occurred_at,
    });
}

function foldPointer(...[facts, { action, data = {}, stream, occurred_at: at }]: Parameters<Fold>): void {
  if (action !== "pointer.moved") return;
  const { exposure, kind, base, candidate, candidateWeight, holdoutWeight, rollout, reason } = data as Fact;
  const moved = { exposure, kind, base, candidate, candidateWeight, holdoutWeight, rollout, reason, at };
  const name = stream.replace("/", " ");
  const moves = Number(facts.get(name)?.["moves"] ?? 0) + 1;
  facts.set(name, { ...(moved as Fact), moves });
}

function foldPolicy(...[facts, entry]: Parameters<Fold>): void {
  const { action: type, data = {}, occurred_at: at, actor } = entry;
  const { proposal, version, digest, content } = data as Fact;
  const of = `policy proposal ${proposal}`;
  if (type === "policy.published")
    facts.set(`policy ${version}`, { digest, content, at, by: actor.id } as Fact);
  setSignature(facts, entry, of);
  if (!proposal) return;
  const before = facts.get(of);
  const state = proposalAfter((before?.["state"] ?? "open") as ProposalState, { type });
  const proposed = type === "policy.proposed" ? { version, digest, content, at, by: actor.id } : {};
  facts.set(of, { ...before, ...(proposed as Fact), state, endedAt: state === "open" ? null : at });
}

function version(...[facts, { data = {}, stream }]: Parameters<Fold>): void {
  const { number, digest, files, codeCommit } = data as Fact;
  facts.set(`version ${number} of ${stream.replace("/", " ")}`, { digest, files, codeCommit } as Fact);
}

/** Every difference between what the log leads to and what the tables hold, as sentences. */
export function differences(log: Facts, tables: Facts): string[] {
  const found: string[] = [];
  for (const [name, recorded] of log) {
    const held = tables.get(name);
    if (!held) found.push(`${name}: is in the log but not in the tables`);
    else
      for (const field of new Set([...Object.keys(recorded), ...Object.keys(held)]))
        if (said(recorded[field]) !== said(held[field]))
          found.push(
            `${name}: ${field} is ${said(held[field])} in the tables, ${said(recorded[field])} by the log`,
          );
  }
  for (const name of tables.keys())
    if (!log.has(name)) found.push(`${name}: is in the tables but not in the log`);
  return found;
}

/** Keys in one order, so that equal values look equal. */
function said(value: Plain | undefined): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
