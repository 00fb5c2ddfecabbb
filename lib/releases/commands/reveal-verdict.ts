import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { openingOf, type SealedContent, verdictCommitment } from "#lib/councils/sealed-verdict.ts";
import { revealDue, standingSealed } from "#lib/councils/sealing.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import type { Tx } from "#lib/db/client.ts";
import { sealKey } from "#lib/env.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { lockRelease, type ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { boxesOf, type KeptSealed } from "#lib/releases/rows/sealed-verdicts.ts";
import { openedBox } from "#lib/releases/rows/write-sealed.ts";

/**
 * Opens the sealed verdicts of a round, all in one event: once every seat has been heard, or once the policy's hours have
 * passed. Nobody can ask for it earlier, the chair included: whoever chose the moment would choose who speaks after having
 * heard the others. It approves nothing; whoever gave one now signs their verdict, as it was or changed.
 */
export const revealVerdict = defineCommand({
  name: "reveal-verdict",
  permission: "verdict:reveal",
  summary: "Reveal the sealed verdicts of a round",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ number: z.number(), opened: z.number(), unread: z.number() }),

  async load(tx, { release }, { now }) {
    const file = await lockRelease(tx, release, now);
    if (!file.ok) return file;
    const key = sealKey();
    if (key === null)
      return refuse("illegal", "no-seal-key", "This process has no key to open sealed verdicts with.");
    return ok({ ...file.value, contents: await contentsOf(tx, file.value, key) });
  },

  decide(file, _input, { now }) {
    const next = releaseMachine.next(file.release.state, "seal");
    if (!next.ok) return next;
    const because = revealDue(file, councilStanding(file), now);
    if (because === null)
      return refuse("illegal", "reveal-not-due", "The verdicts of this round are not to be revealed now.");
    const sealed = standingSealed(file).map(({ id }) => id);
    const opened = sealed.flatMap((id) => {
      const content = file.contents.get(id);
      return content ? [{ id, content }] : [];
    });
    return ok([revealedEvent(file, { because, opened, sealed })]);
  },

  async record(tx, [event], { release }, { caller: { workspaceId }, now }) {
    const { because, opened, unread } = event!.data;
    const of = { releaseId: release.id, round: release.round, workspaceId };
    await tx.sealReveal.create({ data: { ...of, because, revealedAt: now } });
    await tx.sealedOpening.createMany({
      data: opened.map(({ sealed: sealedId, decision, salt, words = null }) => {
        const written = event!.details?.words?.[sealedId];
        const conditions = written?.conditions?.map((one) => ({ ...one }));
        return {
          ...of,
          sealedId,
          decision,
          salt,
          words,
          comment: written?.comment ?? "",
          ...(conditions ? { conditions } : {}),
        };
      }),
    });
    return { number: release.number, opened: opened.length, unread: unread.length };
  },
});

/** What the boxes hold, as far as they open and fit the commitments in the log. */
async function contentsOf(
  tx: Tx,
  file: ReleaseCaseFile,
  key: string,
): Promise<ReadonlyMap<string, SealedContent>> {
  const standing = standingSealed<KeptSealed>(file);
  const boxes = await boxesOf(
    tx,
    standing.map(({ id }) => id),
  );
  return new Map(
    standing.flatMap((one) => {
      const box = boxes.get(one.id);
      const content = box && openedBox(box, key, one.id);
      return content && fits(file, one, content) ? [[one.id, content] as const] : [];
    }),
  );
}

function fits({ id: release }: ReleaseCaseFile, of: KeptSealed, content: SealedContent): boolean {
  const { id: sealed, round, subjectDigest: subject, seat, signerId: signer, onBehalfOf = null } = of;
  const terms = { sealed, release, round, subject, seat, signer, onBehalfOf };
  return verdictCommitment(terms, openingOf(content)) === of.commitment;
}

type Revealing = {
  readonly because: "complete" | "deadline";
  readonly opened: readonly { readonly id: string; readonly content: SealedContent }[];
  /** All that stand, by id. */
  readonly sealed: readonly string[];
};

function revealedEvent(file: ReleaseCaseFile, { because, opened, sealed }: Revealing) {
  const { id, number, round, subjectDigest: subject } = file.release;
  const words = Object.fromEntries(
    opened.flatMap(({ id: of, content }) => (content.words ? [[of, content.words]] : [])),
  );
  return eventOf("verdict.revealed", {
    stream: `release/${id}`,
    targets: [{ type: "release", id, digest: subject }],
    data: {
      number,
      round,
      subject,
      because,
      opened: opened.map(({ id: of, content }) => ({ sealed: of, ...openingOf(content) })),
      unread: sealed.filter((of) => !opened.some((one) => one.id === of)),
      lapsed: lapsedOf(file),
    },
    ...(Object.keys(words).length > 0 ? { details: { words } } : {}),
  });
}
