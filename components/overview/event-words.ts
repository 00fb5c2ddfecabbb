import { accessWords } from "#components/access/event-words.ts";
import { auditWords } from "#components/audit/event-words.ts";
import { councilWords } from "#components/councils/event-words.ts";
import { exposureWords } from "#components/exposure/event-words.ts";
import { incidentWords } from "#components/incidents/event-words.ts";
import { monitoringWords } from "#components/monitoring/event-words.ts";
import { policyWords } from "#components/policy/event-words.ts";
import { freezeWords } from "#components/policy/freeze-event-words.ts";
import { registryWords } from "#components/registry/event-words.ts";
import { deploymentWords } from "#components/releases/deployment-words.ts";
import { releaseWords } from "#components/releases/event-words.ts";
import { templateWords } from "#components/releases/template-event-words.ts";
import { rolloutWords } from "#components/rollouts/event-words.ts";
import { capital } from "#components/ui/capital.ts";
import type { EventWords, Said, Subject } from "#components/ui/event-words.ts";
import type { Tone } from "#components/ui/tone.ts";
import { isIn } from "#lib/kernel/event-catalogue.ts";
import { EVENTS, type EventData, type EventType, saidBy } from "#lib/overview/events.ts";
import { notificationWords } from "./notification-event-words.ts";
import { webhookWords } from "./webhook-event-words.ts";

const WORDS: EventWords<typeof EVENTS> = {
  ...accessWords,
  ...auditWords,
  ...registryWords,
  ...exposureWords,
  ...policyWords,
  ...freezeWords,
  ...councilWords,
  ...releaseWords,
  ...deploymentWords,
  ...templateWords,
  ...monitoringWords,
  ...rolloutWords,
  ...incidentWords,
  ...notificationWords,
  ...webhookWords,
};

/** An entry of the log as far as a sentence needs it. */
type Entry = {
  readonly action: string;
  readonly targets?: readonly { readonly type: string; readonly id: string }[];
  readonly actor: { readonly type: string; readonly id: string; readonly name: string | null };
  readonly data: Readonly<Record<string, unknown>>;
};

/** Names of people and tokens by id, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

/**
 * Who did what, in a sentence: "Ada Byron approved release 2 for Security." An entry that this version
 * cannot read is shown by its name.
 */
export function eventSentence(entry: Entry, names: Names = new Map()): string {
  const said = saidBy(entry.action, entry.data);
  const who = actorName(entry);
  if (!said) return `${who}: ${entry.action}.`;
  const person = entry.targets?.find(({ type }) => type === "person");
  const whom = (person && names.get(person.id)) ?? "somebody";
  const own = person !== undefined && person.id === entry.actor.id;
  return capital(`${sentenceOf(said.type, { who, whom, own, data: said.data })}.`);
}

/** What an entry is about, where it has a page: "release 2, round 1". */
export function eventSubject({ action, data }: Pick<Entry, "action" | "data">): Subject {
  const said = saidBy(action, data);
  return said ? subjectOf(said.type, said.data) : { text: action.split(".")[0] ?? action, href: null };
}

/** How an event reads at a glance: good, bad, or worth a look. */
export const eventTone = (action: string): Tone => (isIn(EVENTS, action) ? WORDS[action].tone : "plain");

/** The name of the person or token, or "The system". */
export function actorName({ actor }: Pick<Entry, "actor">): string {
  if (actor.type === "system") return "The system";
  return actor.name ?? (actor.type === "service" ? "A service token" : "Somebody");
}

const sentenceOf = <T extends EventType>(type: T, said: Said<EventData<T>>): string =>
  WORDS[type].sentence(said);
const subjectOf = <T extends EventType>(type: T, data: EventData<T>): Subject => WORDS[type].subject(data);
