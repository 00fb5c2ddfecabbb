import { randomUUID } from "node:crypto";

export type Outbox<T> = {
  readonly add: (...rows: T[]) => void;
  /** Resolves when everything added so far was sent or given up. */
  readonly drained: () => Promise<void>;
  readonly counts: { sent: number; refused: number; waiting: number };
};

const batchRows = 500;
const lingerMs = 200;

/**
 * Gathers rows into batches of 500, or what 200 ms bring, and sends them one batch after the other. Each
 * batch keeps its id over retries (`send` retries), so that the receiver can count it once. A batch that is
 * refused for good is counted and told of, not sent again.
 */
export function outbox<T>(
  send: (batchId: string, rows: readonly T[]) => Promise<void>,
  onRefused: (error: unknown) => void,
): Outbox<T> {
  const counts = { sent: 0, refused: 0, waiting: 0 };
  let gathered: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let line: Promise<void> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length === 0) return;
    const rows = gathered;
    gathered = [];
    const batchId = randomUUID();
    line = line.then(async () => {
      try {
        await send(batchId, rows);
        counts.sent += rows.length;
      } catch (error) {
        counts.refused += rows.length;
        onRefused(error);
      }
      counts.waiting -= rows.length;
    });
  };

  const add = (...rows: T[]) => {
    for (const row of rows) {
      gathered.push(row);
      counts.waiting += 1;
      if (gathered.length === batchRows) flush();
    }
    if (gathered.length > 0) timer ??= setTimeout(flush, lingerMs);
  };

  const drained = () => {
    flush();
    return line;
  };
  return { add, drained, counts };
}
