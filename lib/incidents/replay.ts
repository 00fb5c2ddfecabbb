import { type Folding, foldBy } from "#lib/audit/replay.ts";
import { incidentEvents } from "./events.ts";
import type { EntryKind } from "./incident.ts";

type Said = {
  readonly data: { readonly number: number; readonly entry: number };
  readonly actor: { readonly id: string };
  readonly occurred_at: string;
};

const wrote =
  (kind: EntryKind) =>
  ({ facts }: Folding, { data: { number, entry }, actor, occurred_at }: Said): void => {
    facts.set(`entry ${entry} of incident ${number}`, { kind, by: actor.id, at: occurred_at });
  };

/** The facts the log gives about incidents. */
export const incidentFold = foldBy(incidentEvents, {
  "incident.opened"({ facts }, { data: { number, rollout }, occurred_at }) {
    facts.set(`incident ${number}`, {
      of: `rollout ${rollout}`,
      openedAt: occurred_at,
      closedAt: null,
      closedBy: null,
    });
  },
  "incident.noted": wrote("note"),
  "incident.explained": wrote("cause"),
  "incident.closed"({ facts }, { data: { number }, actor, occurred_at }) {
    const name = `incident ${number}`;
    facts.set(name, { ...facts.get(name), closedAt: occurred_at, closedBy: actor.id });
  },
});
