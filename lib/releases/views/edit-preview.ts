import { z } from "zod";
import { SECTIONS } from "#lib/councils/sections.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

const section = z.enum(SECTIONS);

export const editPreviewView = z.object({
  round: z.number(),
  /** Sections that any edit changes, because the card, a report or what is live is newer than the release. */
  takenIn: z.array(section),
  signed: z.array(
    z.object({ function: z.enum(FUNCTIONS), by: z.array(z.string()), signs: z.array(section) }),
  ),
});
export type EditPreviewView = z.infer<typeof editPreviewView>;
