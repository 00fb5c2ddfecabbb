import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { instant, pointerName, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { type AssignmentCursor, readAssignments } from "#lib/rollouts/rows/assignments.ts";
import { assignmentListView } from "#lib/rollouts/views/assignment-list.ts";

const PAGE_MAX = 1000;

/** Who was served what on a pointer in a span, as serving reported it. Subjects are hashes. */
export const assignmentList = defineQuery({
  name: "assignment-list",
  permission: "assignment:export",
  summary: "Who was served what on a pointer",
  input: z.strictObject({
    model: slug,
    pointer: pointerName,
    from: instant.optional(),
    until: instant.optional(),
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(PAGE_MAX).default(PAGE_MAX),
  }),
  output: assignmentListView,

  async load(tx, { model, pointer: name, from, until, cursor, limit }) {
    const pointer = await tx.pointer.findFirst({ where: { name, model: { name: model } } });
    if (!pointer) return refuse("not-found", "pointer-not-found", "This model has no such pointer.");
    const after = cursor === undefined ? null : cursorIn(cursor);
    if (after === undefined)
      return refuse("invalid", "cursor", "This cursor is none of ours.", { field: "cursor" });
    const span = { from: from ? new Date(from) : null, until: until ? new Date(until) : null };
    const rows = await readAssignments(tx, { pointerId: pointer.id, ...span, after, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return ok({
      items: rows.map(({ sequence: _, ...row }) => row),
      nextCursor: last ? cursorOf({ ...last, sequence: last.sequence }) : null,
    });
  },
});

const cursorOf = ({ sequence, at, arm, prediction }: AssignmentCursor): string =>
  Buffer.from(JSON.stringify([sequence, at, arm, prediction])).toString("base64url");

const stored = z.tuple([z.int(), z.iso.datetime(), z.string(), z.string()]);

function cursorIn(text: string): AssignmentCursor | undefined {
  try {
    const [sequence, at, arm, prediction] = stored.parse(
      JSON.parse(Buffer.from(text, "base64url").toString()),
    );
    return { sequence, at, arm, prediction };
  } catch {
    return undefined;
  }
}
