import { foldBy } from "#lib/audit/replay.ts";
import { freezeEvents } from "./freeze-events.ts";

/** Freezes and what loosens them, as the log records them. */
export const freezeFold = foldBy(freezeEvents, {
  "freeze.created"({ facts }, { data: { freeze, ...terms }, actor, occurred_at: at }) {
    facts.set(`freeze ${freeze}`, { ...terms, by: actor.id, at, endedAt: null });
  },
  "stop.asked"({ facts }, { data: { stop }, actor, occurred_at: at }) {
    facts.set(`stop ${stop}`, { by: actor.id, at, confirmedBy: null, confirmedAt: null });
  },
  "stop.confirmed"({ facts }, { data: { stop }, actor, occurred_at: at }) {
    facts.set(`stop ${stop}`, { ...facts.get(`stop ${stop}`), confirmedBy: actor.id, confirmedAt: at });
  },
  "loosening.proposed"(
    { facts },
    { data: { loosening, freeze, kind, release = null }, actor, occurred_at: at },
  ) {
    const proposed = { freeze, kind, release, by: actor.id, at };
    facts.set(`loosening ${loosening}`, { ...proposed, confirmedBy: null, confirmedAt: null });
  },
  "loosening.confirmed"({ facts }, { data: { loosening, freeze, kind }, actor, occurred_at: at }) {
    const name = `loosening ${loosening}`;
    facts.set(name, { ...facts.get(name), confirmedBy: actor.id, confirmedAt: at });
    if (kind === "end") facts.set(`freeze ${freeze}`, { ...facts.get(`freeze ${freeze}`), endedAt: at });
  },
});
