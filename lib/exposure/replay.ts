import { foldBy } from "#lib/audit/replay.ts";
import { exposureEvents } from "./events.ts";

/** Pointers as the log records them: what each serves now, and how often that changed. */
export const exposureFold = foldBy(exposureEvents, {
  "pointer.created": null,
  "pointer.returned": null,
  "pointer.switched-off"({ facts }, { data: { freeze }, stream, occurred_at: at }) {
    facts.set(`switch of ${stream.replace("/", " ")}`, { freeze, at, endedAt: null });
  },
  "pointer.switched-on"({ facts }, { stream, occurred_at: endedAt }) {
    const name = `switch of ${stream.replace("/", " ")}`;
    facts.set(name, { ...facts.get(name), endedAt });
  },
  "pointer.moved"({ facts }, { data, stream, occurred_at: at }) {
    const { exposure, kind, base, candidate, candidateWeight, holdoutWeight, rollout, reason } = data;
    const name = stream.replace("/", " ");
    const moves = Number(facts.get(name)?.["moves"] ?? 0) + 1;
    const moved = { exposure, kind, base, candidate, candidateWeight, holdoutWeight, rollout, reason, at };
    facts.set(name, { ...moved, moves });
  },
});
