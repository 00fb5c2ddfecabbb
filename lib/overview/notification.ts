import { z } from "zod";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { dayAfter, isZone, momentsOf, wallTime } from "#lib/kernel/zoned-time.ts";
import { MESSAGE_KIND_WORDS, MESSAGE_KINDS, type MessageKind } from "./message.ts";

/** How somebody is told: in the inbox and at once by mail, in the inbox and once a day by mail, in the inbox alone, or not. */
export const CHANNELS = ["mail", "digest", "inbox", "none"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Kinds that nobody can keep out of their inbox. */
export const FORCED_KINDS: readonly MessageKind[] = ["emergency", "rollback"];

export type Choices = Partial<Readonly<Record<MessageKind, Channel>>>;

/** How one person is told. */
export type NotificationSetting = {
  readonly choices: Choices;
  /** The person's zone, and the hour there at which the digest is mailed. */
  readonly zone: string;
  readonly hour: number;
};

/** Until somebody chooses: at once by mail what waits for them or exposes people, the rest once a day. */
const DEFAULT_CHANNELS: Readonly<Record<MessageKind, Channel>> = {
  signature: "mail",
  changes: "mail",
  mention: "mail",
  challenge: "mail",
  condition: "mail",
  waiver: "digest",
  finding: "digest",
  emergency: "mail",
  rollback: "mail",
  incident: "mail",
  decision: "digest",
  delegation: "mail",
  sitting: "mail",
};

export const DEFAULT_SETTING: NotificationSetting = { choices: {}, zone: "UTC", hour: 8 };

export const choicesSchema = z.partialRecord(z.enum(MESSAGE_KINDS), z.enum(CHANNELS));

/** How this person is told of a kind. */
export const channelFor = ({ choices }: NotificationSetting, kind: MessageKind): Channel =>
  choices[kind] ?? DEFAULT_CHANNELS[kind];

/** Whether these can be chosen: nobody keeps an emergency or a rollback out of their inbox. */
export function mayChoose({ choices, zone }: NotificationSetting): Result<null, Refusal> {
  const silenced = FORCED_KINDS.find((kind) => choices[kind] === "none");
  if (silenced)
    return refuse(
      "invalid",
      "kind-not-silenced",
      `${MESSAGE_KIND_WORDS[silenced]} always reach your inbox.`,
      { field: "choices", todo: "Choose the inbox alone if you want no mail of them." },
    );
  return isZone(zone)
    ? ok(null)
    : refuse("invalid", "no-such-zone", "This is no zone of time.", {
        field: "zone",
        todo: "Name a place, like Europe/Berlin.",
      });
}

/** The next moment at which clocks of the zone show the hour. */
export function nextDigest(now: Date, { zone, hour }: Pick<NotificationSetting, "zone" | "hour">): Date {
  const today = wallTime(now.getTime(), zone).slice(0, 10);
  const time = `T${String(hour).padStart(2, "0")}:00`;
  const moments = [0, 1, 2].map((days) => momentsOf(dayAfter(today, days) + time, zone).latest);
  return new Date(moments.find((at) => at > now.getTime()) ?? now.getTime() + DAY_MS);
}

/** The most tries at one message. */
export const MAIL_TRIES_MAX = 8;
