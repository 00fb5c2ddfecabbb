import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { readAssessment } from "#lib/councils/rows/assessments.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { TierWaitingItem } from "#lib/overview/views/waiting-item.ts";

/** At most this many are read for one person: the oldest. */
const TIERS_MAX = 20;

/** The proposed tiers that this person can sign. */
export async function tiersToSign(tx: Tx, caller: Caller, now: Date): Promise<TierWaitingItem[]> {
  if (caller.kind !== "person" || !caller.functions.includes("compliance")) return [];
  const open = await tx.$queryRaw<Row[]>`
    SELECT assessment.id::text, model.id::text AS "modelId", model.name, model.owner_id::text AS "ownerId"
    FROM tier_assessment assessment JOIN model ON model.id = assessment.model_id
    WHERE assessment.state = 'open' ORDER BY assessment.proposed_at LIMIT ${TIERS_MAX}`;
  const items: TierWaitingItem[] = [];
  for (const { id, modelId, name, ownerId } of open) {
    const file = await readAssessment(tx, { id: modelId, name, ownerId }, id, now);
    if (!file.ok) continue;
    const [seat] = ownSeats(file.value, councilStanding(file.value), caller);
    const { tier, from, proposedByName: author } = file.value.assessment;
    if (seat?.whyNot === null) items.push({ kind: "sign-assessment", model: name, tier, from, author });
  }
  return items;
}

type Row = { readonly id: string; readonly modelId: string; readonly name: string; readonly ownerId: string };
