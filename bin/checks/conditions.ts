import { z } from "zod";
import { reportDigest, signableCondition } from "#lib/councils/condition.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { binding, capFits, type Entering } from "#lib/releases/conditions.ts";
import type { Packet } from "../verify-packet.ts";
import { type Documents, documentCheck, type Told, toldBy } from "./documents.ts";
import { refused } from "./refused.ts";
import { SignOffReplay } from "./sign-off-replay.ts";
import { TierTold } from "./tier.ts";

/**
 * Every condition was set by an approval, for somebody else and a day ahead; reported with the evidence that was signed;
 * confirmed by somebody who could fill the seat that set it and neither owns it nor had a part in the release. No rollout
 * widened beyond one that was not met, or while one was overdue, or over a gate whose waiver had ended.
 */
export const conditionsCheck = documentCheck("conditions", (documents, packet, found) => {
  const replay = new SignOffReplay(documents, packet);
  const tier = new TierTold();
  for (const { told, of } of eventsOf(documents, packet)) {
    tier.take(told);
    if (of === "model") continue;
    const faults =
      of === "release" ? faultsOf(told, replay, { packet, documents }) : wideningFaults(told, replay, tier);
    for (const fault of faults) found.tampered(told.place, fault);
    if (of === "release") replay.take(told, undefined);
  }
  const all = replay.conditions.all();
  const met = all.filter(({ state }) => state === "met").length;
  return all.length === 0
    ? "no approval has conditions"
    : `${all.length} conditions, ${met} confirmed by the function that set them; no rollout went beyond one`;
});

type Around = { readonly packet: Packet; readonly documents: Documents };

/** The events of the release, of its rollout and of its model, in the order of the log. */
function eventsOf({ release, rollout }: Documents, packet: Packet) {
  const streams = new Map([
    [`release/${release.id}`, "release" as const],
    [`model/${release.model}`, "model" as const],
    ...(rollout ? [[`rollout/${rollout.id}`, "rollout" as const] as const] : []),
  ]);
  return packet.entries.flatMap((entry) => {
    const of = streams.get(entry.value.stream);
    const told = of && toldBy(entry);
    return of && told ? [{ of, told }] : [];
  });
}

function faultsOf(event: Told, replay: SignOffReplay, around: Around): string[] {
  switch (event.type) {
    case "verdict.cast":
      return raisingFaults(event, replay);
    case "condition.reported":
      return reportFaults(event, replay, around);
    case "condition.signed":
      return answerFaults(event, replay, around);
    default:
      return [];
  }
}

function raisingFaults({ data, at }: Told<"verdict.cast">, { round }: SignOffReplay): string[] {
  const { conditions = [], decision, signer } = data;
  return [
    ...(conditions.length > 0 && decision !== "approve" ? ["has conditions and approves nothing"] : []),
    ...conditions.flatMap(({ owner, dueAt, cap }) => [
      ...(owner === signer ? ["has a condition that its signer owns"] : []),
      ...(dueAt <= at ? ["has a condition that was overdue when it was signed"] : []),
      ...(cap && !capFits(cap, round.sections.plan)
        ? ["caps the rollout at a stage that its plan lacks"]
        : []),
    ]),
  ];
}

const evidenceKept = z.string();

function reportFaults({ id, data }: Told<"condition.reported">, replay: SignOffReplay, { packet }: Around) {
  const { condition, report, digest } = data;
  const known = replay.conditions.find(condition);
  if (!known) return ["reports a condition that nobody set"];
  const kept = packet.details.find(({ uid, name }) => uid === id && name === "evidence");
  const evidence = evidenceKept.safeParse(kept?.body).data;
  return [
    ...(known.state === "met" ? ["reports a condition that was met"] : []),
    ...(report === known.report + 1 ? [] : ["is not the next report of its condition"]),
    ...(evidence !== undefined && reportDigest({ condition, report, evidence }) !== digest
      ? ["is over other evidence than its own"]
      : []),
  ];
}

function answerFaults(
  { data }: Told<"condition.signed">,
  replay: SignOffReplay,
  { documents }: Around,
): string[] {
  const { condition: id, report, digest, seat, signer } = data;
  const known = replay.conditions.find(id);
  if (!known) return ["signs a condition that nobody set"];
  const release = replay.seating();
  const { contributors, seats, kind } = signableCondition({
    id,
    release: documents.release.id,
    seat: known.seat,
    ownerId: known.owner,
    report,
    digest,
    contributors: release.contributors,
  });
  const by = { id: signer, functions: [seat] };
  const may = [
    mayFillSeat(by, seat, release),
    mayFillSeat(by, seat, { kind, seats, contributors, signatures: [] }),
  ].find(({ ok }) => !ok);
  const bound = binding(replay.conditions.all(), replay.council()).some((one) => one.id === id);
  return [
    ...(known.state === "reported" ? [] : ["answers no open report"]),
    ...(report === known.report && digest === known.digest ? [] : ["is over another report than the newest"]),
    ...(bound ? [] : ["is of an approval that no longer stood"]),
    ...(may ? refused(may) : []),
  ];
}

function wideningFaults(event: Told, replay: SignOffReplay, { tier }: TierTold): string[] {
  const entering = enteringOf(event);
  if (entering === null) return [];
  return [
    ...replay.heldBy(entering, event.at).map((id) => `went beyond what the condition ${id} let it`),
    ...(tier ? replay.uncovered(event, tier) : []).map(
      (id) => `widened over the gate ${id}, which nothing waived`,
    ),
  ];
}

export function enteringOf(event: Told): Entering | null {
  switch (event.type) {
    case "rollout.started":
      return event.data.stage === null ? "everyone" : { stage: event.data.stage };
    case "rollout.advanced":
      return { stage: event.data.to };
    case "rollout.completed":
      return "everyone";
    default:
      return null;
  }
}
