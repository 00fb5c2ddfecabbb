import { tokenStands } from "#lib/access/admission/token-stands.ts";
import type { ApiParts } from "#lib/api/contract/endpoint.ts";
import type { Ticketed } from "#lib/crypto/stream-ticket.ts";
import { tableVersion } from "#lib/exposure/serving/table-version.ts";

export type StreamLimits = {
  /** Of this process, and of one token. */
  readonly streamsMax: number;
  readonly ofTokenMax: number;
  readonly beatMs: number;
};

const LIMITS: StreamLimits = { streamsMax: 2000, ofTokenMax: 200, beatMs: 15_000 };
/** Events that a client has not read. It hears of the last change anyway once it connects again. */
const UNREAD_MAX = 16;
const RETRY_MS = 3000;

/** The streams that are open here. */
export class FlagStreams {
  readonly #parts: ApiParts;
  readonly #limits: StreamLimits;
  readonly #ofToken = new Map<string, number>();
  #open = 0;

  constructor(parts: ApiParts, limits: StreamLimits = LIMITS) {
    this.#parts = parts;
    this.#limits = limits;
  }

  get open(): number {
    return this.#open;
  }

  isFull(tokenId: string): boolean {
    return (
      this.#open >= this.#limits.streamsMax || (this.#ofToken.get(tokenId) ?? 0) >= this.#limits.ofTokenMax
    );
  }

  /**
   * Says with every change that the client is to evaluate again, and at once where it has seen another version than the
   * present one. Ends with the token, and where the client does not read.
   */
  stream(by: Ticketed & { readonly seen: string | undefined }): ReadableStream<Uint8Array> {
    const { assignments } = this.#parts;
    const version = () => tableVersion(assignments.all(by.workspaceId));
    let end = () => {};
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const leave = this.#enter(by.tokenId);
          let open = true;
          const send = (text: string) => {
            if (!open) return;
            if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(text));
            end();
            // Closing would wait for what it never reads.
            controller.error(new Error("the client does not read its stream"));
          };
          const close = () => {
            if (!open) return;
            end();
            controller.close();
          };
          const forget = assignments.watch(by.workspaceId, () => send(refetch(version())));
          const beat = setInterval(() => void this.#beat(by, send, close), this.#limits.beatMs);
          end = () => {
            open = false;
            end = () => {};
            clearInterval(beat);
            forget();
            leave();
          };
          send(`retry: ${RETRY_MS}\n: listening\n\n`);
          if (by.seen !== version()) send(refetch(version()));
        },
        cancel: () => end(),
      },
      { highWaterMark: UNREAD_MAX },
    );
  }

  #enter(tokenId: string): () => void {
    this.#open += 1;
    this.#ofToken.set(tokenId, (this.#ofToken.get(tokenId) ?? 0) + 1);
    return () => {
      this.#open -= 1;
      const left = this.#ofToken.get(tokenId)! - 1;
      if (left === 0) this.#ofToken.delete(tokenId);
      else this.#ofToken.set(tokenId, left);
    };
  }

  /** Evaluations go on while the database is away, and so does this. */
  async #beat(by: Ticketed, send: (text: string) => void, close: () => void): Promise<void> {
    const stands = await tokenStands(this.#parts.db, { ...by, scope: "assignment:evaluate" }).catch(
      () => true,
    );
    if (stands) send(": still here\n\n");
    else close();
  }
}

const encoder = new TextEncoder();

const refetch = (etag: string): string =>
  `id: ${etag}\ndata: ${JSON.stringify({ type: "refetchEvaluation", etag })}\n\n`;
