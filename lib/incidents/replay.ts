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

type Ticked = Omit<Said, "data"> & { readonly data: { readonly number: number; readonly step: number } };

const ticked =
  (done: boolean) =>
  ({ facts }: Folding, { data: { number, step }, actor, occurred_at }: Ticked): void => {
    facts.set(`step ${step} of incident ${number}`, { done, by: actor.id, at: occurred_at });
  };

/** The facts the log gives about incidents. */
export const incidentFold = foldBy(incidentEvents, {
  "incident.opened"({ facts }, { data: { number, rollout }, occurred_at }) {
    facts.set(`incident ${number}`, {
      of: `rollout ${rollout}`,
      openedAt: occurred_at,
      closedAt: null,
      closedBy: null,
      severity: null,
      lead: null,
    });
  },
  "incident.noted": wrote("note"),
  "incident.explained": wrote("cause"),
  "incident.assessed"({ facts }, { data: { number, severity, lead } }) {
    const name = `incident ${number}`;
    facts.set(name, { ...facts.get(name), severity, lead });
  },
  "step.ticked": ticked(true),
  "step.unticked": ticked(false),
  "learning.added"({ facts }, { data: { number, learning, owner, changes }, actor, occurred_at }) {
    facts.set(`learning ${learning} of incident ${number}`, {
      owner,
      changes,
      by: actor.id,
      at: occurred_at,
      outcome: null,
      settledBy: null,
      settledAt: null,
    });
  },
  "learning.settled"({ facts }, { data: { number, learning, outcome }, actor, occurred_at }) {
    const name = `learning ${learning} of incident ${number}`;
    facts.set(name, { ...facts.get(name), outcome, settledBy: actor.id, settledAt: occurred_at });
  },
  "incident.closed"({ facts }, { data: { number }, actor, occurred_at }) {
    const name = `incident ${number}`;
    facts.set(name, { ...facts.get(name), closedAt: occurred_at, closedBy: actor.id });
  },
});
