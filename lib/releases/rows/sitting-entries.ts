import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { KeptSitting } from "#lib/councils/rows/sittings.ts";
import type { SittingAct } from "#lib/councils/sitting.ts";
import type { Tx } from "#lib/db/client.ts";
import { actSentence, verdictSentence } from "#lib/releases/minutes-words.ts";
import type { SittingEntry } from "#lib/releases/views/sitting.ts";
import type { ReadItem } from "./sitting-items.ts";

type Of = {
  readonly sitting: KeptSitting;
  readonly items: readonly ReadItem[];
  readonly words: ReadonlyMap<number, string>;
  readonly nameOf: (person: string) => string;
  readonly now: Date;
};

/** The minutes: what was done and what was typed, and what was signed and raised while each item was discussed. */
export async function minutesEntries(tx: Tx, of: Of): Promise<SittingEntry[]> {
  const lines = [...of.sitting.acts.flatMap((act, at) => actEntry(act, at + 1, of)), ...verdictEntries(of)];
  const raised = [...conditionEntries(of), ...(await findingEntries(tx, of))];
  return [...lines, ...raised].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function actEntry(act: SittingAct, seq: number, { sitting, items, words, nameOf }: Of): SittingEntry[] {
  const item = "item" in act.data ? act.data.item : null;
  const nth = item === null ? null : sitting.items.findIndex((one) => one.item === item) + 1 || null;
  const title = items.find((one) => one.item.item === item)?.subject.title ?? "";
  const sentence = actSentence(act, { title, nth, nameOf, amends: isOverAddendum(act, sitting) });
  const typed = act.type === "sitting.noted" || act.type === "sitting.amended";
  if (sentence === null && !typed) return [];
  return [
    {
      key: `act-${seq}`,
      kind: act.type === "sitting.noted" ? "note" : act.type === "sitting.amended" ? "addendum" : "act",
      at: act.at.toISOString(),
      by: act.by.name,
      nth,
      sentence: sentence ?? "",
      text: words.get(writtenAt(act, seq)) ?? null,
      href: null,
    },
  ];
}

const isOverAddendum = ({ data }: SittingAct, { minutes }: KeptSitting): boolean =>
  "round" in data && minutes.some(({ round, amends }) => amends && round === data.round);

/** Where the words of an act are: why somebody disputes minutes is in the signature that led to it. */
const writtenAt = ({ type }: SittingAct, seq: number): number =>
  type === "sitting.disputed" ? seq - 1 : seq;

/** Whether something happened while the item was discussed. */
const during = ({ item }: ReadItem, at: Date, now: Date): boolean =>
  item.started !== null && at >= item.started.at && at <= (item.endedAt ?? now);

const nthOf = ({ sitting }: Of, { item }: ReadItem): number =>
  sitting.items.findIndex((one) => one.item === item.item) + 1;

function verdictEntries(of: Of): SittingEntry[] {
  return of.items.flatMap((read) =>
    (read.subject.signable.signatures as readonly KeptSignature[])
      .filter(({ signedAt }) => during(read, signedAt, of.now))
      .map((one) => ({
        key: `verdict-${one.id}`,
        kind: "verdict" as const,
        at: one.signedAt.toISOString(),
        by: one.signerName,
        nth: nthOf(of, read),
        sentence: verdictSentence(one),
        text: one.comment || null,
        href: read.subject.href,
      })),
  );
}

function conditionEntries(of: Of): SittingEntry[] {
  return of.items.flatMap((read) => {
    const { release, signable, href } = read.subject;
    const signedAt = new Map(signable.signatures.map((one) => [one.id, one.signedAt]));
    return (release?.conditions ?? []).flatMap((condition) => {
      const at = signedAt.get(condition.signatureId);
      if (!at || !during(read, at, of.now)) return [];
      return [
        {
          key: `condition-${condition.id}`,
          kind: "condition" as const,
          at: at.toISOString(),
          by: "",
          nth: nthOf(of, read),
          sentence: `Condition raised: ${condition.text}`,
          text: null,
          href: `${href}#conditions`,
        },
      ];
    });
  });
}

type Finding = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly model: string;
  readonly at: Date;
  readonly by: string;
};

async function findingEntries(tx: Tx, of: Of): Promise<SittingEntry[]> {
  const entries: SittingEntry[] = [];
  for (const read of of.items) {
    const { release } = read.subject;
    if (!release || read.item.started === null) continue;
    const rows = await tx.$queryRaw<Finding[]>`
      SELECT finding.id::text, finding.number, finding.title, model.name AS model, finding.opened_at AS at, finding.opened_by_name AS by
      FROM finding JOIN model ON model.id = finding.model_id
      WHERE finding.model_id = ${release.release.modelId}::uuid
        AND finding.opened_at BETWEEN ${read.item.started.at} AND ${read.item.endedAt ?? of.now}
      ORDER BY finding.number LIMIT 20`;
    entries.push(
      ...rows.map(({ id, number, title, model, at, by }) => ({
        key: `finding-${id}`,
        kind: "finding" as const,
        at: at.toISOString(),
        by,
        nth: nthOf(of, read),
        sentence: `Finding ${number} opened: ${title}`,
        text: null,
        href: `/models/${model}/findings`,
      })),
    );
  }
  return entries;
}
