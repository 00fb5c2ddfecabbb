import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { type KeptWaiver, waiversWhere } from "#lib/councils/rows/waivers.ts";
import { isAlive, openTerm } from "#lib/councils/waiver.ts";
import { groupOf, shownEnd } from "#lib/councils/waiver-portfolio.ts";
import { EXTENSIONS_MAX, WAIVER_DAYS, WAIVERS_OF_MODEL } from "#lib/councils/waiver-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { type WaiverNames, waiverItem, waiverNames } from "#lib/releases/rows/waiver-views.ts";
import { readWaiver } from "#lib/releases/rows/waivers.ts";
import { WAIVER_GROUPS, waiverListView } from "#lib/releases/views/waivers.ts";

/** Older ones are in the log; nothing here depends on them. */
const READ_DAYS = 400;

/** The waivers of the workspace by what ends next, with repeats and limits. */
export const waiverList = defineQuery({
  name: "waiver-list",
  permission: "release:read",
  summary: "List waivers by what ends next",
  input: z.strictObject({ model: slug.optional(), function: z.enum(FUNCTIONS).optional() }),
  output: waiverListView,

  async load(tx, { model, function: seat }, { caller, now }) {
    const all = await waiversWhere(tx, { requestedAt: { gt: daysLater(now, -READ_DAYS) } });
    const names = await waiverNames(tx, all);
    const mine = await signableBy(tx, all, { caller, names, now });
    const listed = all.filter((one) => groupOf(one, now, mine.has(one.id)) !== null);
    const items = listed
      .filter((one) => model === undefined || names.model(one.modelId) === model)
      .filter((one) => seat === undefined || one.seat === seat)
      .toSorted((a, b) => shownEnd(a).getTime() - shownEnd(b).getTime())
      .map((one) => waiverItem(one, { all, names, isMine: mine.has(one.id), now }))
      .toSorted((a, b) => WAIVER_GROUPS.indexOf(a.group) - WAIVER_GROUPS.indexOf(b.group));
    const alive = all.filter((one) => isAlive(one, now));
    return ok({
      now: now.toISOString(),
      items,
      all: listed.length,
      models: [...new Set(listed.map(({ modelId }) => names.model(modelId)))].sort(),
      tiers: TIERS.toReversed().map((tier) => ({
        tier,
        open: alive.filter((one) => one.tier === tier).length,
        days: WAIVER_DAYS[tier],
        perModel: WAIVERS_OF_MODEL[tier],
      })),
      extensions: EXTENSIONS_MAX,
    });
  },
});

type Reader = { readonly caller: Caller; readonly names: WaiverNames; readonly now: Date };

/** Those that wait for the reader's own signature, by id. */
async function signableBy(
  tx: Tx,
  all: readonly KeptWaiver[],
  { caller, names, now }: Reader,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (caller.kind !== "person") return found;
  for (const one of all) {
    if (!openTerm(one) || !isAlive(one, now) || !caller.functions.includes(one.seat)) continue;
    const file = await readWaiver(tx, { model: names.model(one.modelId), waiver: one.number }, now);
    const [seat] = file.ok ? ownSeats(file.value, councilStanding(file.value), caller) : [];
    if (seat?.whyNot === null) found.add(one.id);
  }
  return found;
}
