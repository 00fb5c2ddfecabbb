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
 * Collects rows into batches of 500, or of 200 ms, and sends them one after the other; while one is being sent the
 * next fills, so that a slow receiver gets larger batches. Each batch keeps its id over retries (`send` retries), so
 * that the receiver can count it once. A batch refused for good is counted and reported, not sent again.
 */
export function outbox<T>(
  send: (batchId: string, rows: readonly T[]) => Promise<void>,
  onRefused: (error: unknown) => void,
): Outbox<T> {
  const counts = { sent: 0, refused: 0, waiting: 0 };
  const gathered: { row: T; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let draining = false;

  const isDue = (): boolean =>
    gathered.length >= batchRows ||
    (gathered.length > 0 && (draining || performance.now() - gathered[0]!.at >= lingerMs));

  const sendBatch = async (): Promise<void> => {
    const rows = gathered.splice(0, batchRows).map(({ row }) => row);
    try {
      await send(randomUUID(), rows);
      counts.sent += rows.length;
    } catch (error) {
      counts.refused += rows.length;
      onRefused(error);
    }
    counts.waiting -= rows.length;
  };

  const sendDue = async (): Promise<void> => {
    while (isDue()) await sendBatch();
    sending = undefined;
    start();
  };

  const start = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (sending !== undefined || gathered.length === 0) return;
    if (isDue()) sending = sendDue();
    else timer = setTimeout(start, lingerMs);
  };

  const add = (...rows: T[]): void => {
    const at = performance.now();
    for (const row of rows) gathered.push({ row, at });
    counts.waiting += rows.length;
    if (timer === undefined || gathered.length >= batchRows) start();
  };

  const drained = async (): Promise<void> => {
    draining = true;
    while (gathered.length > 0 || sending !== undefined) {
      start();
      await sending;
    }
    draining = false;
  };
  return { add, drained, counts };
}
