import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { activePeople } from "#lib/access/rows/active-person.ts";
import { defineQuery } from "#lib/command/query.ts";
import { bySeverityAndAge, mayAcceptFinding, mayResolveFinding } from "#lib/councils/finding.ts";
import { findingsOfModel, type KeptFinding } from "#lib/councils/rows/findings.ts";
import { type FindingView, findingListView } from "#lib/councils/views/finding-list.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { slug } from "#lib/kernel/fields.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";

/** The documented gaps of a model, most severe first, then oldest first. */
export const findingList = defineQuery({
  name: "finding-list",
  permission: "registry:read",
  summary: "List the findings of a model",
  input: z.strictObject({ model: slug }),
  output: findingListView,

  async load(tx, { model: name }, { caller, now }) {
    const model = await findModel(tx, name);
    if (!model.ok) return model;
    const whyNotOpen = whyNotPermitted(caller, "finding:open") ?? null;
    const [all, owners] = await Promise.all([
      findingsOfModel(tx, model.value.id),
      whyNotOpen === null ? activePeople(tx) : [],
    ]);
    const viewed = (some: readonly KeptFinding[]) => some.map((one) => viewOf(one, { caller, now }));
    return ok({
      model: name,
      open: viewed(all.filter(({ state }) => state === "open").toSorted(bySeverityAndAge)),
      closed: viewed(all.filter(({ state }) => state !== "open").toReversed()),
      owners,
      whyNotOpen,
    });
  },
});

type Reader = { readonly caller: Caller; readonly now: Date };

function viewOf(one: KeptFinding, { caller, now }: Reader): FindingView {
  const { number, version, title, hypothesis, severity, state, metric, slice, closedAt } = one;
  const by = { id: caller.id, functions: caller.kind === "person" ? caller.functions : [] };
  return {
    number,
    version,
    title,
    hypothesis,
    severity,
    state,
    metric,
    slice,
    owner: { id: one.ownerId, name: one.ownerName },
    dueAt: one.dueAt.toISOString(),
    overdue: state === "open" && one.dueAt <= now,
    openedBy: one.openedByName,
    openedAt: one.openedAt.toISOString(),
    closed: closedAt && {
      by: one.closedByName ?? "",
      at: closedAt.toISOString(),
      reason: one.closedBecause ?? "",
    },
    whyNotResolve:
      whyNotPermitted(caller, "finding:resolve") ?? errorOf(mayResolveFinding(by, one))?.message ?? null,
    whyNotAccept:
      whyNotPermitted(caller, "finding:accept") ?? errorOf(mayAcceptFinding(by, one))?.message ?? null,
  };
}
