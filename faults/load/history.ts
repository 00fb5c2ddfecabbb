import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/**
 * How an operation ended for its client. An attempt without an answer, or with a 5xx, may or may not have happened.
 */
export type Ending = "ok" | "refused" | "unknown";

export type Operation = {
  readonly id: number;
  readonly what: string;
  /** Its Idempotency-Key or batch id, the same for every attempt. */
  readonly key: string;
  readonly client: string;
  /** The event that an "ok" promises; null for telemetry, which leaves none. */
  readonly event: string | null;
  tries: number;
  ending: Ending;
  status: number;
  body: unknown;
  invokedMs: number;
  endedMs: number;
};

/** What the clients did and were answered, in memory and as lines of a file. */
export class History {
  readonly operations: Operation[] = [];
  /** Signed heads as handed out, whoever read them. */
  readonly checkpoints = new Set<string>();
  /** Failed attempts by status; 0 for no answer at all. */
  readonly troubles = new Map<number, number>();
  /** Server errors without Retry-After, or that report a fault of the server itself. */
  readonly unhelpful = new Set<string>();
  readonly #file: string | null;

  constructor(file: string | null = null) {
    this.#file = file;
  }

  invoke(what: string, client: string, event: string | null, key: string = randomUUID()): Operation {
    const id = this.operations.length + 1;
    const operation: Operation = {
      id,
      what,
      client,
      event,
      key,
      tries: 0,
      ending: "unknown",
      status: 0,
      body: null,
      invokedMs: Date.now(),
      endedMs: 0,
    };
    this.operations.push(operation);
    this.#write({ invoke: id, what, client, key });
    return operation;
  }

  end(operation: Operation, ending: Ending, status: number, body: unknown): void {
    Object.assign(operation, { ending, status, body, endedMs: Date.now() });
    this.#write({ [ending]: operation.id, status, tries: operation.tries });
  }

  trouble(what: string, status: number, retryAfter: string | null): void {
    this.troubles.set(status, (this.troubles.get(status) ?? 0) + 1);
    if (status >= 500 && (status !== 503 || retryAfter === null))
      this.unhelpful.add(`${what} was answered ${status}, Retry-After ${retryAfter ?? "missing"}`);
  }

  ended(ending: Ending): Operation[] {
    return this.operations.filter((operation) => operation.ending === ending);
  }

  /** "412 ok, 3 refused, 0 unknown; no answer 14 times" */
  inWords(): string {
    const counts = (["ok", "refused", "unknown"] as const).map(
      (ending) => `${this.ended(ending).length} ${ending}`,
    );
    const troubles = [...this.troubles].map(([status, n]) => `${status || "no answer"} ${n}×`);
    return `${counts.join(", ")}${troubles.length > 0 ? `; on the way ${troubles.join(", ")}` : ""}`;
  }

  #write(line: object): void {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
