import { admitExport } from "#lib/access/admission/admit-export.ts";
import type { ExportKind } from "#lib/access/export-limit.ts";
import type { Answered } from "#lib/api/contract/endpoint.ts";
import type { Database } from "#lib/db/client.ts";

type Export = {
  readonly kind: ExportKind;
  readonly callerId: string;
  /** Whether only headers are requested. */
  readonly head: boolean;
};

/** Sends a file: it holds a place among all exports until its last byte is read. */
export async function exporting(
  db: Database,
  { kind, callerId, head }: Export,
  work: () => Promise<Answered>,
): Promise<Answered> {
  const place = await admitExport(db, { kind, callerId }, new Date());
  if (!place.ok) return place;
  const { end } = place.value;
  const answer = await work().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  const body = answer instanceof Response ? answer.body : null;
  // Nobody reads or cancels the body of an answer to HEAD.
  if (body && !head) return new Response(untilTaken(body, end), answer as Response);
  await end();
  return answer;
}

/** Passes the bytes through; calls `end` after the last, on disconnect or on a read error. */
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
