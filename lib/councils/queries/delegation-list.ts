import { z } from "zod";
import { noSuchPerson } from "#lib/access/no-such-person.ts";
import { barredFrom } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { isInForce } from "#lib/councils/delegation.ts";
import { delegationsOf, type KeptDelegation } from "#lib/councils/rows/delegations.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { type DelegationView, delegationListView } from "#lib/councils/views/delegation-list.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Who speaks for this person, and for whom they speak; and whom the reader could have speak for them. */
export const delegationList = defineQuery({
  name: "delegation-list",
  permission: "delegation:read",
  summary: "Delegations of a person",
  input: z.strictObject({ personId: id }),
  output: delegationListView,

  async load(tx, { personId }, { caller, now }) {
    const { workspaceId } = caller;
    const member = await tx.membership.findUnique({
      where: { workspaceId_personId: { workspaceId, personId } },
    });
    if (!member) return noSuchPerson;
    const [all, reviewers, models] = await Promise.all([
      delegationsOf(tx, personId),
      reviewersExcept(tx, [caller.id], now),
      tx.model.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }),
    ]);
    const may =
      caller.kind === "person" && caller.id === personId && !barredFrom(caller, "delegation:create");
    const nameOf = new Map(models.map(({ id: model, name }) => [model, name]));
    return ok({
      items: all.map((one) => viewOf(one, { nameOf, readerId: caller.id, now })),
      delegates: may
        ? reviewers.flatMap(({ id: reviewer, name, functions }) =>
            functions.length > 0 ? [{ id: reviewer, name }] : [],
          )
        : [],
      functions: may ? [...caller.functions] : [],
      models: may ? models : [],
    });
  },
});

type Around = {
  readonly nameOf: ReadonlyMap<string, string>;
  readonly readerId: string;
  readonly now: Date;
};

function viewOf(one: KeptDelegation, { nameOf, readerId, now }: Around): DelegationView {
  const over = one.endedAt !== null || one.endsAt <= now;
  return {
    id: one.id,
    from: one.from,
    to: one.to,
    functions: [...one.functions],
    models: one.models?.map((model) => ({ id: model, name: nameOf.get(model) ?? model })) ?? null,
    startsAt: one.startsAt.toISOString(),
    endsAt: (one.endedAt ?? one.endsAt).toISOString(),
    reason: one.reason,
    state: over ? "over" : isInForce(one, now) ? "in-force" : "planned",
    mayEnd: !over && [one.from.id, one.to.id].includes(readerId),
  };
}
