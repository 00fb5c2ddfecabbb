import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import type { EventData, EventType } from "./events.ts";
import type { ReleaseReference } from "./views/release-reference.ts";

/** The kinds of message, by which people filter and choose how to be told. */
export const MESSAGE_KINDS = [
  "signature",
  "changes",
  "mention",
  "challenge",
  "condition",
  "waiver",
  "finding",
  "emergency",
  "rollback",
  "incident",
  "decision",
  "delegation",
  "sitting",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const MESSAGE_KIND_WORDS: Readonly<Record<MessageKind, string>> = {
  signature: "To sign",
  changes: "Changes requested",
  mention: "Mentions",
  challenge: "Challenges",
  condition: "Conditions",
  waiver: "Waivers",
  finding: "Findings",
  emergency: "Emergencies",
  rollback: "Halts and rollbacks",
  incident: "Incidents",
  decision: "Decisions",
  delegation: "Delegations",
  sitting: "Sittings",
};

/** What a reader marks a message as. */
export const MESSAGE_MARKS = ["read", "unread", "done", "open"] as const;
export type MessageMark = (typeof MESSAGE_MARKS)[number];

/** Somebody a message goes to, by what they are to its subject. */
export type Audience =
  | { readonly are: "person"; readonly id: string }
  /** Whoever opened the release. */
  | { readonly are: "author" }
  /** Whoever owns the model. */
  | { readonly are: "owner" }
  /** Whoever can sign for a seat of the release, by function. */
  | { readonly are: "council" }
  /** Whoever signed the release in any round. */
  | { readonly are: "signers" }
  /** Members, alternates, chair and secretary of a council as it is now. */
  | { readonly are: "council-people"; readonly council: string }
  /** Those for whom the topic waits on the home page. */
  | { readonly are: "asked" }
  | { readonly are: "role"; readonly role: Role }
  | { readonly are: "function"; readonly function: BusinessFunction }
  /** The people of one thing, by its id. */
  | { readonly are: "challenger"; readonly thread: string }
  | { readonly are: "condition-owner" | "condition-function"; readonly condition: string }
  | { readonly are: "finding-owner"; readonly finding: string }
  | { readonly are: "waiver-requester"; readonly waiver: string };

/** What the subject of an event is, as it is when people are told. */
export type About = {
  readonly release: (ReleaseReference & { readonly dueAt: string | null }) | null;
  readonly model: string | null;
  /** The number of the thread within its release. */
  readonly thread: number | null;
};

/** One message: what it says, and to whom. It names no person and quotes nobody: the inbox adds who caused it. */
export type Message = {
  readonly kind: MessageKind;
  readonly to: readonly Audience[];
  readonly title: string;
  readonly sentence: string;
  readonly href: string;
  readonly topic: string;
  /** It is over as soon as the topic, the key of an item of the home page, no longer waits for its reader. */
  readonly asks?: true;
  readonly dueAt?: string | null;
  readonly urgent?: true;
};

/** Whom events of these types tell what; null for nobody. Somebody who is in several of an event gets the first. */
export type Telling<T extends EventType> = {
  readonly [Type in T]: ((data: EventData<Type>, about: About) => readonly Message[]) | null;
};
