import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Log } from "#lib/log.ts";
import { formatSignatureLine, type NoteKey } from "#lib/merkle/note.ts";
import { answerCheckpoint } from "#lib/merkle/witness.ts";
import type { WitnessFolder } from "./witness-folder.ts";

type Options = {
  readonly folder: WitnessFolder;
  /** The logs to follow. */
  readonly logs: readonly NoteKey[];
  readonly now: () => Date;
  readonly log: Log;
};

type Answer = { readonly status: number; readonly body: string; readonly type?: string };

/** A checkpoint with its proof has a few kilobytes. */
const BODY_BYTES_MAX = 64 * 1024;
const TEXT = "text/plain; charset=utf-8";
/** The standard's type of the answer to a log that is behind. */
const SIZE = "text/x.tlog.size";

/** Cosigns checkpoints over HTTP (C2SP tlog-witness). Requests are decided one after the other. */
export function witnessListener(options: Options): RequestListener {
  const inTurn = oneAtATime();
  return (request, response) => {
    void answer(request, (body) => inTurn(() => decide(body, options)))
      .catch((error: unknown): Answer => {
        options.log.error({ err: error }, "witness: a request failed");
        return { status: 500, body: "The witness could not answer.\n" };
      })
      .then((found) => send(response, found));
  };
}

async function answer(request: IncomingMessage, decided: (body: string) => Promise<Answer>): Promise<Answer> {
  if (request.url !== "/add-checkpoint")
    return { status: 404, body: "Send checkpoints to /add-checkpoint.\n" };
  if (request.method !== "POST") return { status: 405, body: "Send checkpoints by POST.\n" };
  const body = await readBody(request);
  if (body === null) return { status: 413, body: `A request has at most ${BODY_BYTES_MAX} bytes.\n` };
  return decided(body);
}

async function decide(body: string, { folder, logs, now, log }: Options): Promise<Answer> {
  const answered = answerCheckpoint(body, { logs, seen: await folder.seen() });
  if (answered.status === 409) return { status: 409, body: `${answered.size}\n`, type: SIZE };
  if (answered.status !== 200) {
    if (answered.status === 422) log.error({ body }, `witness: refused a checkpoint: ${answered.why}`);
    return { status: answered.status, body: `${answered.why}\n` };
  }
  const { origin, size, root } = answered.checkpoint;
  await folder.remember(origin, { size, root });
  const line = folder.cosign(Math.floor(now().getTime() / 1000), answered.text);
  return { status: 200, body: formatSignatureLine(line) };
}

/** The body as text; null where it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body, type = TEXT }: Answer): void {
  const headers = { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" };
  const closing = status === 413 ? { connection: "close" } : {};
  response.writeHead(status, { ...headers, ...closing }).end(body);
}

/** Two requests could otherwise both continue the same head. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
