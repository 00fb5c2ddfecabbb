import { admitExport } from "#lib/access/admission/admit-export.ts";
import type { ExportKind } from "#lib/access/export-limit.ts";
import { type Permission, permit } from "#lib/access/permission.ts";
import type { ApiContext, Work } from "#lib/api/handle.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { Door } from "./authenticate.ts";

type Answered = Response | Result<unknown, Refusal>;

/** A door that gives out a file: one at a time takes a place among all exports until its last byte is taken. */
export const exporting =
  ({ db }: Pick<Door, "db">, kind: ExportKind, permission: Permission, work: Work): Work =>
  async (caller: Caller, context: ApiContext): Promise<Answered> => {
    const permitted = permit(caller, permission);
    if (!permitted.ok) return permitted;
    const place = await admitExport(db, { kind, callerId: caller.id }, new Date());
    if (!place.ok) return place;
    const { end } = place.value;
    const answer = await work(caller, context).catch(async (error: unknown) => {
      await end();
      throw error;
    });
    const body = answer instanceof Response ? answer.body : null;
    // Of an answer to HEAD nobody takes the bytes, nor says that they will not.
    if (body && context.req.raw.method !== "HEAD")
      return new Response(untilTaken(body, end), answer as Response);
    await end();
    return answer;
  };

/** The same bytes; `end` when the last is taken, the reader goes away or reading them fails. */
function untilTaken(body: ReadableStream<Uint8Array>, end: () => Promise<void>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await reader.read();
        if (!done) return controller.enqueue(value);
        await end();
        controller.close();
      } catch (error) {
        await end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      await end();
      await reader.cancel(reason);
    },
  });
}
