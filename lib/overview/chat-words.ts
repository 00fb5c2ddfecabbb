import { releaseTitle } from "#lib/releases/release-title.ts";
import type { About } from "./message.ts";

type Entry = { readonly id: string; readonly action: string };

/** What a chat is told of an event. It is for reading: whoever signs or decides does so here, with a proof of who they are. */
export type ChatMessage = {
  readonly title: string;
  readonly about: string | null;
  readonly link: { readonly label: string; readonly href: string };
};

/** "Release submitted", what it is about, and where to read more. Nothing that a person wrote is in it. */
export function chatMessageOf({ id, action }: Entry, { release, model }: About, origin: string): ChatMessage {
  const words = action.replaceAll(/[.-]/g, " ");
  return {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    about: release ? releaseTitle(release) : model,
    link: release
      ? { label: `Open release ${release.number}`, href: `${origin}/releases/${release.number}` }
      : { label: "Open the event", href: `${origin}/audit/${id}` },
  };
}
