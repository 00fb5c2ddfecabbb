import { foldBy } from "#lib/audit/replay.ts";
import { templateEvents } from "./template-events.ts";

/** Templates, as the log records them. */
export const templateFold = foldBy(templateEvents, {
  "template.published"({ facts }, { data: { template, version, ...said }, actor, occurred_at: at }) {
    facts.set(`template ${template} version ${version}`, { ...said, by: actor.id, at });
  },
});
