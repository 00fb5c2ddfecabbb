import { connect, type Socket } from "node:net";

type Load = {
  readonly port: number;
  /** Whole requests, head and body. Their answers must have a Content-Length. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
};

export type LoadResult = {
  readonly answers: number;
  readonly perSecond: number;
  /** How long each answer took. */
  readonly tookMs: readonly number[];
};

const STATUS_OK = "HTTP/1.1 200 ";

/** Repeats the same requests on every connection for this many seconds. */
export function httpLoad({ seconds, ...load }: Load & { seconds: number }): Promise<LoadResult> {
  const until = performance.now() + seconds * 1000;
  const { requests } = load;
  let next = 0;
  const turn = () => (performance.now() < until ? requests[next++ % requests.length] : undefined);
  return sendAll(
    load.port,
    Array.from({ length: load.connections }, () => turn),
  );
}

/** Sends every request once. */
export function httpOnce(load: Load): Promise<LoadResult> {
  let next = 0;
  const turn = () => load.requests[next++];
  return sendAll(
    load.port,
    Array.from({ length: load.connections }, () => turn),
  );
}

/** Sends every queue in its order, each on its own connection. */
export const httpQueues = (port: number, queues: readonly (readonly Buffer[])[]): Promise<LoadResult> =>
  sendAll(
    port,
    queues.map((queue) => {
      let next = 0;
      return () => queue[next++];
    }),
  );

/**
 * One request at a time on each connection. Does as little as possible, because it shares the machine with what it
 * measures. Throws on an answer other than 200.
 */
async function sendAll(port: number, turns: readonly Turn[]): Promise<LoadResult> {
  const began = performance.now();
  const took = await Promise.all(turns.map((next) => keepBusy(port, next)));
  const tookMs = took.flat();
  const answers = tookMs.length;
  return { answers, tookMs, perSecond: (answers * 1000) / (performance.now() - began) };
}

/** The next request of a connection; none when it is done. */
type Turn = () => Buffer | undefined;

function keepBusy(port: number, next: Turn): Promise<number[]> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const tookMs: number[] = [];
    let sentAt = 0;
    const send = () => {
      const request = next();
      if (request) {
        sentAt = performance.now();
        socket.write(request);
        return;
      }
      socket.removeAllListeners("close");
      socket.destroy();
      done(tookMs);
    };
    socket.once("connect", send);
    socket.once("error", failed);
    socket.once("close", () => failed(new Error("the server closed the connection")));
    onAnswers(socket, (head, body) => {
      if (!head.startsWith(STATUS_OK)) return failed(new Error(`answered ${head.split("\r\n")[0]}: ${body}`));
      tookMs.push(performance.now() - sentAt);
      send();
    });
  });
}

/** Calls back with the head and body of every whole answer. */
function onAnswers(socket: Socket, answered: (head: string, body: string) => void): void {
  let rest = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    rest += text;
    const headEnd = rest.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const length = contentLength(rest);
    if (rest.length < headEnd + 4 + length) return;
    const head = rest.slice(0, headEnd);
    const body = rest.slice(headEnd + 4, headEnd + 4 + length);
    rest = rest.slice(headEnd + 4 + length);
    answered(head, body);
  });
}

function contentLength(head: string): number {
  const match = /\r\ncontent-length: (\d+)\r\n/i.exec(head);
  if (!match) throw new Error("an answer has no Content-Length");
  return Number(match[1]);
}

/** One request as bytes. */
export function rawRequest(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}
