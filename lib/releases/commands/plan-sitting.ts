import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, councilInForce } from "#lib/councils/rows/run-sitting.ts";
import { lockCouncil, writeActs } from "#lib/councils/rows/sittings.ts";
import { agendaItem, ITEMS_MAX } from "#lib/councils/sitting-events.ts";
import { mayArrange, mayBePlanned, mayRun } from "#lib/councils/sitting-rules.ts";
import { nextByCadence } from "#lib/councils/sitting-time.ts";
import { id, instant } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy, policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { maySetOn } from "#lib/releases/rows/agenda-subjects.ts";
import { ofItsOwn, waitingForCouncil } from "#lib/releases/rows/waiting-for-council.ts";

/** So many sittings of a council may be ahead of it. */
const AHEAD_MAX = 12;

/**
 * Plans a sitting of a council: at a time, or when the council sits next by its cadence; with an agenda, or of all that waits
 * for the council now.
 */
export const planSitting = defineCommand({
  name: "plan-sitting",
  permission: "sitting:plan",
  summary: "Plan a sitting of a council",
  input: z.strictObject({
    councilId: id,
    startsAt: instant.optional(),
    items: z
      .array(agendaItem.omit({ item: true }))
      .max(ITEMS_MAX)
      .optional(),
  }),
  output: z.object({ sittingId: z.string(), number: z.number(), startsAt: z.string(), items: z.number() }),

  async load(tx, { councilId: council, items }, { caller, now }) {
    await holdPolicy(tx, caller.workspaceId);
    await lockCouncil(tx, council);
    const composition = await councilInForce(tx, council);
    if (!composition.ok) return composition;
    const may = mayRun(caller, composition.value.content);
    if (!may.ok) return may;
    const ahead = await tx.sitting.count({ where: { councilId: council, state: "planned" } });
    if (ahead >= AHEAD_MAX)
      return refuse("conflict", "sittings-planned", `${ahead} sittings of this council are planned already.`);
    const policy = await policyInForce(tx);
    const of = { council, content: composition.value.content, policy: policy?.content };
    const agenda = items ?? ofItsOwn(await waitingForCouncil(tx, of));
    const set = items ? await maySetOn(tx, items, { council, now }) : ok(null);
    if (!set.ok) return set;
    const last = await tx.sitting.findFirst({ where: { councilId: council }, orderBy: { number: "desc" } });
    return ok({ composition: composition.value, agenda, number: (last?.number ?? 0) + 1 });
  },

  decide({ composition, agenda, number }, { councilId: council, startsAt: asked }, { now, newId }) {
    const startsAt = asked === undefined ? nextByCadence(composition.content, now) : new Date(asked);
    if (startsAt === null)
      return refuse("invalid", "no-cadence", "This council has no cadence: say when it sits.", {
        field: "startsAt",
      });
    const may = mayBePlanned(startsAt, now);
    if (!may.ok) return may;
    const items = agenda.map((item) => ({ ...item, item: newId() }));
    const arranged = mayArrange({ items: [] }, items);
    if (!arranged.ok) return arranged;
    const { about, said } = aboutSitting({ sitting: newId(), council, number });
    const data = { ...said, startsAt: startsAt.toISOString(), items };
    return ok([eventOf("sitting.planned", { ...about, data })]);
  },

  async record(tx, events, _facts, context) {
    const { sitting, council: councilId, number, startsAt, items } = events[0]!.data;
    const { caller, now } = context;
    const state = "planned";
    await tx.sitting.create({
      data: {
        id: sitting,
        workspaceId: caller.workspaceId,
        councilId,
        number,
        startsAt: new Date(startsAt),
        state,
        createdAt: now,
      },
    });
    await writeActs(tx, { sitting, state }, events, context);
    return { sittingId: sitting, number, startsAt, items: items.length };
  },
});
