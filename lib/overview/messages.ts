import { councilMessages, freezeMessages } from "./council-messages.ts";
import { type EventData, type EventType, saidBy } from "./events.ts";
import type { About, Message, Telling } from "./message.ts";
import {
  accessMessages,
  logMessages,
  notificationMessages,
  registryMessages,
  webhookMessages,
} from "./other-messages.ts";
import { releaseMessages } from "./release-messages.ts";
import { incidentMessages, pointerMessages, rolloutMessages } from "./rollout-messages.ts";

/** Whom every event tells what. A new event does not compile before it says so, or that it tells nobody. */
const MESSAGES: Telling<EventType> = {
  ...accessMessages,
  ...logMessages,
  ...registryMessages,
  ...notificationMessages,
  ...webhookMessages,
  ...pointerMessages,
  ...freezeMessages,
  // Whoever opens a release sees it there.
  "template.published": null,
  ...councilMessages,
  ...releaseMessages,
  ...rolloutMessages,
  ...incidentMessages,
};

/** Whether an event of this type can tell somebody. */
export const tells = (type: EventType): boolean => MESSAGES[type] !== null;

/** The messages of an entry of the log; none where this version cannot read it. */
export function messagesOf(action: string, data: unknown, about: About): readonly Message[] {
  const said = saidBy(action, data);
  return said ? messagesIn(said.type, said.data, about) : [];
}

const messagesIn = <T extends EventType>(type: T, data: EventData<T>, about: About): readonly Message[] =>
  MESSAGES[type]?.(data, about) ?? [];
