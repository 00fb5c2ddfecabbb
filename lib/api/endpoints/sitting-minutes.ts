import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { look } from "#lib/command/query.ts";
import { publicUrl } from "#lib/env.ts";
import { id } from "#lib/kernel/fields.ts";
import { minutesDocument } from "#lib/releases/minutes-document.ts";
import { minutesMarkdown } from "#lib/releases/minutes-markdown.ts";
import { sittingPage } from "#lib/releases/queries/sitting-page.ts";

/** The minutes of a sitting as Markdown: the same document as its page. */
export const minutesFile = defineEndpoint({
  name: "minutes-file",
  summary: "The minutes of a sitting as Markdown",
  description:
    "As they are now; whether they are signed is in them. What proves them is the evidence packet.",
  tag: "policy",
  method: "GET",
  path: "/api/v1/sittings/{sittingId}/minutes.md",
  who: { permission: sittingPage.permission },
  input: z.object({ sittingId: id }),
  limits: { exports: "file" },
  answers: {
    200: { description: "Attendance, decisions, what happened, signatures.", type: "text/markdown" },
  },
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const found = await look(db, sittingPage, input, { caller });
      if (!found.ok) return found;
      const text = minutesMarkdown(minutesDocument(found.value), publicUrl().origin);
      return new Response(text, {
        headers: {
          "content-type": "text/markdown; charset=utf-8",
          "content-disposition": `attachment; filename="minutes-of-sitting-${found.value.number}.md"`,
          "cache-control": "no-store",
        },
      });
    },
});
