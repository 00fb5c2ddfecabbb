import { councilStanding } from "#lib/councils/quorum.ts";
import { envelopesNumbered } from "#lib/councils/rows/envelopes.ts";
import { readCouncilProposal } from "#lib/councils/rows/read-council-proposal.ts";
import { readProposal } from "#lib/councils/rows/read-proposal.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { AgendaItem, AgendaKind } from "#lib/councils/sitting-events.ts";
import { allApprove, type Decided } from "#lib/councils/sitting-outcome.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";
import { agendaTitles } from "#lib/releases/agenda-titles.ts";
import { readEnvelope } from "./envelopes.ts";
import { type ReleaseCaseFile, readRelease } from "./lock-release.ts";
import { readWaiver } from "./waivers.ts";

type Named = Pick<AgendaItem, "kind" | "subject">;

/** A subject of the agenda: what is signed, and where its sign-off is. */
export type AgendaSubject = {
  readonly kind: AgendaKind;
  readonly signable: Signable;
  readonly decided: Decided;
  /** Of a release, the council that it was submitted to; null for what belongs to none. */
  readonly council: string | null;
  readonly title: string;
  /** The page that decides it. */
  readonly href: string;
  /** Of a release. */
  readonly release: ReleaseCaseFile | null;
};

/** The same with what a signature of it locks, so that its outcome and its signatures take turns. */
export async function lockAgendaSubject(
  tx: Tx,
  named: Named,
  at: { readonly workspaceId: string; readonly now: Date },
): Promise<Result<AgendaSubject, Refusal>> {
  if (named.kind === "release")
    await tx.$executeRaw`SELECT id FROM release WHERE id = ${named.subject}::uuid FOR UPDATE`;
  if (named.kind === "waiver")
    await tx.$executeRaw`
      SELECT id FROM model WHERE id = (SELECT model_id FROM waiver WHERE id = ${named.subject}::uuid) FOR UPDATE`;
  if (named.kind === "envelope")
    await tx.$executeRaw`
      SELECT id FROM model WHERE id = (SELECT model_id FROM envelope WHERE id = ${named.subject}::uuid) FOR UPDATE`;
  if (named.kind === "council-proposal" || named.kind === "policy-proposal")
    await lockPolicy(tx, at.workspaceId);
  return agendaSubject(tx, named, at.now);
}

/** What an item of an agenda is about. */
export function agendaSubject(
  tx: Tx,
  { kind, subject }: Named,
  now: Date,
): Promise<Result<AgendaSubject, Refusal>> {
  switch (kind) {
    case "release":
      return ofRelease(tx, subject, now);
    case "waiver":
      return ofWaiver(tx, subject, now);
    case "envelope":
      return ofEnvelope(tx, subject, now);
    case "council-proposal":
      return ofCouncil(tx, subject, now);
    case "policy-proposal":
      return ofPolicy(tx, subject, now);
  }
}

const NOT_FOUND = refuse("not-found", "item-subject-not-found", "What this item names is not here.", {
  field: "items",
});

async function ofRelease(tx: Tx, id: string, now: Date): Promise<Result<AgendaSubject, Refusal>> {
  const row = await tx.release.findUnique({ where: { id }, select: { number: true } });
  if (!row) return NOT_FOUND;
  const file = await readRelease(tx, row.number, now);
  if (!file.ok) return file;
  const { release, conditions, sections } = file.value;
  const subject = common(file.value);
  const reviewed = release.state === "in-review" || release.state === "changes-requested";
  const raised = Map.groupBy(conditions, ({ signatureId }) => signatureId);
  return ok({
    ...subject,
    kind: "release",
    decided: {
      ...subject.decided,
      held: reviewed && allApprove(subject.decided.council),
      conditions: (signature) => raised.get(signature)?.length ?? 0,
    },
    council: file.value.sections.policy.composition?.council ?? null,
    ...agendaTitles.release({
      number: row.number,
      name: sections.target.model,
      pointer: sections.target.pointer,
      version: sections.artifact.version,
    }),
    release: file.value,
  });
}

const common = (signable: Signable) => ({
  signable,
  decided: {
    round: signable.round,
    digest: signable.digest,
    council: councilStanding(signable),
    open: signable.open.ok,
    held: false,
    conditions: () => 0,
  } satisfies Decided,
  council: null,
  release: null,
});

async function ofWaiver(tx: Tx, id: string, now: Date): Promise<Result<AgendaSubject, Refusal>> {
  const row = await tx.waiver.findUnique({
    where: { id },
    select: { number: true, gateTitle: true, model: { select: { name: true } } },
  });
  if (!row) return NOT_FOUND;
  const file = await readWaiver(tx, { model: row.model.name, waiver: row.number }, now);
  if (!file.ok) return file;
  const titled = agendaTitles.waiver({ number: row.number, name: row.gateTitle });
  return ok({ ...common(file.value), kind: "waiver", ...titled });
}

async function ofEnvelope(tx: Tx, id: string, now: Date): Promise<Result<AgendaSubject, Refusal>> {
  const row = await tx.envelope.findUnique({
    where: { id },
    select: { number: true, model: { select: { name: true } }, pointer: { select: { name: true } } },
  });
  if (!row || (await envelopesNumbered(tx, row.number)).length === 0) return NOT_FOUND;
  const file = await readEnvelope(tx, { model: row.model.name, envelope: row.number }, now);
  if (!file.ok) return file;
  const named = { number: row.number, name: row.model.name, pointer: row.pointer.name };
  return ok({ ...common(file.value), kind: "envelope", ...agendaTitles.envelope(named) });
}

async function ofCouncil(tx: Tx, id: string, now: Date): Promise<Result<AgendaSubject, Refusal>> {
  const file = await readCouncilProposal(tx, id, now);
  if (!file.ok) return file;
  const { councilId: council, version, content } = file.value.proposal;
  const titled = agendaTitles["council-proposal"]({ name: content.name, version, council });
  return ok({ ...common(file.value), kind: "council-proposal", ...titled });
}

async function ofPolicy(tx: Tx, id: string, now: Date): Promise<Result<AgendaSubject, Refusal>> {
  const file = await readProposal(tx, id, now);
  if (!file.ok) return file;
  const titled = agendaTitles["policy-proposal"](file.value.proposal);
  return ok({ ...common(file.value), kind: "policy-proposal", ...titled });
}

/** Whether these can be on the agenda of a council: each is here, and a release was submitted to it. */
export async function maySetOn(
  tx: Tx,
  items: readonly Named[],
  { council, now }: { readonly council: string; readonly now: Date },
): Promise<Result<null, Refusal>> {
  for (const item of items) {
    const subject = await agendaSubject(tx, item, now);
    if (!subject.ok) return subject.error.code === "proposal-not-found" ? NOT_FOUND : subject;
    if (item.kind === "release" && subject.value.council !== council)
      return refuse(
        "illegal",
        "not-of-this-council",
        `${subject.value.title} was not submitted to this council.`,
        {
          field: "items",
        },
      );
    if (!subject.value.decided.open)
      return refuse("illegal", "item-not-open", `${subject.value.title} does not wait for signatures.`, {
        field: "items",
      });
  }
  return ok(null);
}
