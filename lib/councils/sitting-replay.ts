import { type Fact, type Folding, type Folds, foldBy } from "#lib/audit/replay.ts";
import type { Plain } from "#lib/kernel/event.ts";
import { replayedSignature } from "./replayed-signature.ts";
import { recordedSignature } from "./signature-event.ts";
import { SITTING_STATES, sittingAfter } from "./sitting.ts";
import { type SittingType, sittingEvents } from "./sitting-events.ts";

type Told = {
  readonly type: SittingType;
  readonly data: Readonly<Record<string, Plain>> & { readonly sitting: string };
  readonly actor: { readonly id: string };
  readonly occurred_at: string;
};

/** The facts of an act, under one name for the log and the table. */
export const replayedAct = (of: string, act: number, fact: Fact): [string, Fact] => [
  `act ${act} of ${of}`,
  fact,
];

function act({ facts }: Folding, { type, data, actor, occurred_at: at }: Told): void {
  const of = `sitting ${data.sitting}`;
  const before = facts.get(of);
  const was = SITTING_STATES.find((state) => state === before?.["state"]) ?? "planned";
  const acts = Number(before?.["acts"] ?? 0) + 1;
  const startsAt = data["startsAt"] ?? before?.["startsAt"] ?? null;
  facts.set(of, {
    council: data["council"] ?? null,
    number: data["number"] ?? null,
    startsAt,
    state: sittingAfter(was, { type }),
    acts,
  });
  facts.set(...replayedAct(of, acts, { type, data, by: actor.id, at }));
}

const said = act as (folding: Folding, entry: unknown) => void;

/** The facts that the log gives about sittings: each act, and where they lead. */
export const sittingFold = foldBy(sittingEvents, {
  ...(Object.fromEntries(Object.keys(sittingEvents).map((type) => [type, said])) as unknown as Folds<
    typeof sittingEvents
  >),
  "sitting.signed"(folding, entry) {
    said(folding, entry);
    const signature = recordedSignature(entry, entry.occurred_at);
    folding.facts.set(...replayedSignature(signature, `sitting ${entry.data.sitting}`));
  },
});
