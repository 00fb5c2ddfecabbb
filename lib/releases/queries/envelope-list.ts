import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { envelopesWhere } from "#lib/councils/rows/envelopes.ts";
import { slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { envelopeItem } from "#lib/releases/rows/envelope-views.ts";
import { readEnvelope } from "#lib/releases/rows/envelopes.ts";
import { ENVELOPE_GROUPS, type EnvelopeItem, envelopeListView } from "#lib/releases/views/envelopes.ts";

/** Older ones are in the log; nothing here depends on them. */
const READ_DAYS = 400;

/** The envelopes of the workspace: what waits for a signature, what is open and what is left of it, what is over. */
export const envelopeList = defineQuery({
  name: "envelope-list",
  permission: "release:read",
  summary: "List envelopes for standard changes with what is left of them",
  input: z.strictObject({ model: slug.optional(), group: z.enum(ENVELOPE_GROUPS).optional() }),
  output: envelopeListView,

  async load(tx, { model, group }, { caller, now }) {
    const all = await envelopesWhere(tx, Prisma.sql`e.proposed_at > ${daysLater(now, -READ_DAYS)}`);
    const items: EnvelopeItem[] = [];
    for (const one of all) {
      if (model !== undefined && one.modelName !== model) continue;
      const file = await readEnvelope(tx, { model: one.modelName, envelope: one.number }, now);
      if (!file.ok) continue;
      const seats = ownSeats(file.value, councilStanding(file.value), caller);
      const isMine = seats.some(({ whyNot, last }) => whyNot === null && last === null);
      items.push(envelopeItem(file.value, { isMine, now }));
    }
    const rank = (of: EnvelopeItem): number => ENVELOPE_GROUPS.indexOf(of.group);
    return ok({
      now: now.toISOString(),
      items: items
        .filter((one) => group === undefined || one.group === group)
        .toSorted((a, b) => rank(a) - rank(b) || b.number - a.number),
      all: all.length,
      models: [...new Set(all.map(({ modelName }) => modelName))].sort(),
    });
  },
});
