import { connect, type Socket } from "node:net";

type Load = {
  readonly port: number;
  /** Whole requests, head and body, sent in turn. Their answers must say their Content-Length. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
};

export type LoadResult = { readonly perSecond: number; readonly answers: number };

const STATUS_OK = "HTTP/1.1 200 ";

/**
 * Keeps connections busy, one request at a time on each, and counts the answers. As little client as there can be: it
 * shares the machine with what it measures. Throws at an answer that is not 200.
 */
export async function httpLoad({ port, requests, connections, seconds }: Load): Promise<LoadResult> {
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, at) => keepBusy({ port, requests, from: at, until })),
  );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return { answers, perSecond: (answers * 1000) / (performance.now() - began) };
}

type Busy = { port: number; requests: readonly Buffer[]; from: number; until: number };

function keepBusy({ port, requests, from, until }: Busy): Promise<number> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let next = from;
    let answers = 0;
    const send = () => void socket.write(requests[next++ % requests.length]!);
    socket.once("connect", send);
    socket.once("error", failed);
    onAnswers(socket, (head) => {
      if (!head.startsWith(STATUS_OK)) return failed(new Error(`answered ${head.split("\r\n")[0]}`));
      answers += 1;
      if (performance.now() < until) return send();
      socket.removeAllListeners("close");
      socket.destroy();
      done(answers);
    });
    socket.once("close", () => failed(new Error("the server closed the connection")));
  });
}

/** Calls back with the head of every whole answer. */
function onAnswers(socket: Socket, answered: (head: string) => void): void {
  let rest = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    rest += text;
    const headEnd = rest.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const length = contentLength(rest);
    if (rest.length < headEnd + 4 + length) return;
    const head = rest.slice(0, headEnd);
    rest = rest.slice(headEnd + 4 + length);
    answered(head);
  });
}

function contentLength(head: string): number {
  const match = /\r\ncontent-length: (\d+)\r\n/i.exec(head);
  if (!match) throw new Error("an answer does not say its Content-Length");
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
