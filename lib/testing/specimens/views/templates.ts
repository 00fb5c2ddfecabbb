import type { z } from "zod";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { templateListView } from "#lib/releases/views/template-list.ts";
import { digestOf } from "./registry.ts";

type Item = z.input<typeof templateListView>["items"][number];

/** A template of the workspace, as its page shows it. */
export const templateItem = (changed: Partial<Item> = {}) =>
  templateListView.shape.items.element.parse({
    id: "0198c0de-0000-7000-8000-0000000000d1",
    version: 2,
    digest: digestOf("2"),
    publishedBy: "Ines Prado",
    publishedAt: "2026-11-20T09:00:00.000Z",
    content: {
      title: "House plan",
      whenToUse: "For every update of a high-tier model.",
      prompts: RELEASE_TEMPLATES[0].prompts,
      plan: RELEASE_TEMPLATES[0].plan,
      locked: ["guardrails", "judging"],
      offered: true,
    },
    earlier: [
      { version: 1, digest: digestOf("1"), publishedBy: "Alex Kim", publishedAt: "2026-11-01T09:00:00.000Z" },
    ],
    releases: 3,
    ...changed,
  });

export const templateList = (
  items: ReturnType<typeof templateItem>[] = [],
  whyNotPublish: string | null = null,
) => templateListView.parse({ items, whyNotPublish });
