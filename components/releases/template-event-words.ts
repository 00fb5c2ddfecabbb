import type { EventWords } from "#components/ui/event-words.ts";
import type { templateEvents } from "#lib/releases/template-events.ts";

/** Templates, as the audit trail words what happens to them. */
export const templateWords: EventWords<typeof templateEvents> = {
  "template.published": {
    tone: "plain",
    sentence: ({ who, data: { version, offered } }) =>
      offered
        ? `${who} published version ${version} of a template of releases`
        : `${who} retired a template of releases`,
    subject: ({ version }) => ({ text: `the template, version ${version}`, href: "/templates" }),
  },
};
