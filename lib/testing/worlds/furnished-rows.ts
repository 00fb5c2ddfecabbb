import { v7 as uuidv7 } from "uuid";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { ENVELOPE_BASE, ENVELOPE_TERMS } from "#lib/testing/specimens/envelope-data.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** The first number of the workspace's releases, rollouts and incidents. */
export const countFrom = ({ db, workspaceId }: TestWorkspace, nouns: readonly string[], from: number) =>
  inWorkspace(db, workspaceId, (tx) =>
    tx.workspaceCounter.createMany({
      data: nouns.map((noun) => ({ workspaceId, noun, value: from - 1 })),
    }),
  );

/** A verdict without evidence. */
export async function addVerdict({ db, workspaceId }: TestWorkspace, rolloutId: string): Promise<string> {
  const { id } = await inWorkspace(db, workspaceId, (tx) =>
    tx.gateVerdict.create({
      data: {
        id: uuidv7(),
        workspaceId,
        rolloutId,
        stageIndex: 0,
        judgeVersion: "1",
        inputs: { evidence: { byGuardrail: {} } },
        inputsDigest: digestOfJson({}),
        verdicts: [],
        decision: { kind: "hold", because: [] },
        decidedAt: new Date(),
      },
    }),
  );
  return id;
}

/** A passkey nobody holds, added in the present session. */
export async function addFactor({ db, clock }: TestWorkspace, person: Person): Promise<string> {
  const id = uuidv7();
  const passkey = { kind: "webauthn", name: "Laptop", credentialId: id, publicKey: new Uint8Array(77) };
  await db.prisma.secondFactor.create({
    data: { id, personId: person.id, createdAt: clock.now, ...passkey },
  });
  await db.prisma.session.update({
    where: { id: person.sessionId },
    data: { secondFactorAt: clock.now, method: "webauthn" },
  });
  return id;
}

/** A message whose mail was given up. */
export async function addDeadMail({ db, workspaceId, clock }: TestWorkspace, to: Person): Promise<string> {
  const [id, { now }] = [uuidv7(), clock];
  await inWorkspace(db, workspaceId, async (tx) => {
    const words = {
      kind: "decision",
      title: "Decided",
      sentence: "It was so.",
      href: "/models",
      topic: "decided",
    };
    const of = { workspaceId, personId: to.id };
    await tx.inboxMessage.create({
      data: { id, ...of, source: `mail/${id}`, ...words, asks: false, urgent: false, toldAt: now },
    });
    await tx.mailDelivery.create({
      data: { messageId: id, ...of, digest: false, state: "dead", tries: 8, nextAt: now, endedAt: now },
    });
  });
  return id;
}

/** A council of one seat, whose chair sits in it, in force. */
export async function addCouncil(
  { db, workspaceId, clock }: TestWorkspace,
  { name, chair, secretary }: { name: string; chair: Person; secretary: Person },
): Promise<string> {
  const [id, councilId] = [uuidv7(), uuidv7()];
  const seats = [{ function: "security" as const, min: 1, members: [chair.id], alternates: [] }];
  const content = composition({ name, seats, chair: chair.id, secretary: secretary.id });
  const by = { publishedById: chair.id, publishedAt: clock.now };
  await inWorkspace(db, workspaceId, (tx) =>
    tx.councilComposition.create({
      data: { id, workspaceId, councilId, version: 1, content, digest: digestOfJson(content), ...by },
    }),
  );
  return councilId;
}

/** A waiver that waits to be signed, of a gate that no policy here has. */
export async function addWaiver(
  { db, workspaceId, clock }: TestWorkspace,
  by: Person,
  { model, number }: { model: string; number: number },
): Promise<number> {
  const [id, digest] = [uuidv7(), digestOfJson(`waiver of ${model}`)];
  const [reason, at, endsAt] = ["Not bound yet.", clock.now, daysLater(clock.now, 9)];
  await inWorkspace(db, workspaceId, async (tx) => {
    const { id: modelId } = await tx.model.findFirstOrThrow({ where: { name: model } });
    await tx.waiver.create({
      data: {
        id,
        workspaceId,
        number,
        modelId,
        gate: "digests-bound",
        gateTitle: "Digests bound",
        gateDigest: digest,
        policy: 1,
        seat: "compliance",
        tier: "high",
        reason,
        risk: "A rebuild may differ.",
        measures: "The image is kept.",
        startsAt: at,
        requestedById: by.id,
        requestedByName: by.name,
        requestedAt: at,
      },
    });
    const asked = { askedById: by.id, askedByName: by.name, askedAt: at };
    await tx.waiverTerm.create({
      data: { waiverId: id, round: 1, workspaceId, endsAt, reason, digest, ...asked, state: "open" },
    });
  });
  return number;
}

/** An envelope that waits to be signed, measured against a release whose numbers nobody checks. */
export async function addEnvelope(
  { db, workspaceId, clock }: TestWorkspace,
  by: Person,
  { model, number, release }: { model: string; number: number; release: number },
): Promise<number> {
  const [id, digest] = [uuidv7(), digestOfJson(`envelope of ${model}`)];
  const [at, endsAt] = [clock.now, daysLater(clock.now, 30)];
  await inWorkspace(db, workspaceId, async (tx) => {
    const base = await tx.release.findFirstOrThrow({ where: { number: release } });
    await tx.envelope.create({
      data: {
        id,
        workspaceId,
        number,
        modelId: base.modelId,
        pointerId: base.pointerId,
        baseReleaseId: base.id,
        policy: 1,
        tier: "high",
        seats: [{ function: "security", min: 1 }],
        terms: { ...ENVELOPE_TERMS, startsAt: at.toISOString(), endsAt: endsAt.toISOString() },
        base: {
          ...ENVELOPE_BASE,
          release: base.id,
          number: release,
          digest,
          subject: base.subjectDigest,
        },
        digest,
        reason: "Retrained every month.",
        proposedById: by.id,
        proposedByName: by.name,
        proposedAt: at,
        decided: "open",
      },
    });
  });
  return number;
}
