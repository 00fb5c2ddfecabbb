import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { PLAN_PARTS } from "./template.ts";

/** Templates of a workspace, all in one stream, so that a packet has the one that its release was made from. */
export const templateEvents = {
  "template.published": {
    data: z.object({
      template: named,
      version: ordinal,
      digest: digestText,
      locked: z.array(z.enum(PLAN_PARTS)),
      /** Of each part of its plan, so that anyone with a release's plan can see whether it keeps what is locked. */
      parts: z.record(z.enum(PLAN_PARTS), digestText),
      offered: z.boolean(),
    }),
    details: z.object({ title: z.string() }),
  },
} as const satisfies Catalogue;

export const templateStream = (workspaceId: string): string => `template/${workspaceId}`;
