import { accessEvents } from "#lib/access/events.ts";
import { auditEvents } from "#lib/audit/events.ts";
import { councilEvents } from "#lib/councils/events.ts";
import { exposureEvents } from "#lib/exposure/events.ts";
import { incidentEvents } from "#lib/incidents/events.ts";
import { type DataIn, type EventIn, readSaid, type SaidIn } from "#lib/kernel/event-catalogue.ts";
import { monitoringEvents } from "#lib/monitoring/events.ts";
import { policyEvents } from "#lib/policy/events.ts";
import { freezeEvents } from "#lib/policy/freeze-events.ts";
import { registryEvents } from "#lib/registry/events.ts";
import { deploymentEvents } from "#lib/releases/deployment-events.ts";
import { releaseEvents } from "#lib/releases/events.ts";
import { templateEvents } from "#lib/releases/template-events.ts";
import { rolloutEvents } from "#lib/rollouts/events.ts";
import { notificationEvents } from "./notification-events.ts";
import { webhookEvents } from "./webhook-events.ts";

/** Every event type, of all rooms. */
export const EVENTS = {
  ...accessEvents,
  ...auditEvents,
  ...registryEvents,
  ...exposureEvents,
  ...policyEvents,
  ...freezeEvents,
  ...councilEvents,
  ...releaseEvents,
  ...deploymentEvents,
  ...templateEvents,
  ...monitoringEvents,
  ...rolloutEvents,
  ...incidentEvents,
  ...notificationEvents,
  ...webhookEvents,
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = DataIn<typeof EVENTS, T>;

/** A fact that a command decided; `type` determines the type of its data. */
export type DomainEvent<T extends EventType = EventType> = EventIn<typeof EVENTS, T>;

/** `release` of `release.opened`. */
export type EventNoun = EventType extends infer T
  ? T extends `${infer Noun}.${string}`
    ? Noun
    : never
  : never;

/** The events a reader would call decisions. */
export type DecisiveType = {
  [T in EventType]: (typeof EVENTS)[T] extends { readonly decisive: true } ? T : never;
}[EventType];

export const DECISIVE_TYPES = Object.entries(EVENTS).flatMap(([type, kind]) =>
  "decisive" in kind ? [type as DecisiveType] : [],
);

/** What an entry of the log says; null where this version cannot read it. */
export const saidBy = (action: string, data: unknown): SaidIn<typeof EVENTS> | null =>
  readSaid(EVENTS, action, data);
