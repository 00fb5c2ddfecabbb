import { CHANNELS, type Channel } from "#lib/overview/notification.ts";

const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  mail: "Mail at once",
  digest: "Daily digest",
  inbox: "Inbox only",
  none: "Not at all",
};

type ChannelChoice = { readonly value: Channel; readonly label: string };

/** What can be chosen for a kind; one that always reaches the inbox cannot be turned off. */
export const channelChoices = (forced: boolean): ChannelChoice[] =>
  CHANNELS.filter((value) => !forced || value !== "none").map((value) => ({
    value,
    label: CHANNEL_WORDS[value],
  }));

export const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
