/** A minimal server for the tests of the traffic replay. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TrafficOptions } from "./traffic.ts";
import type { FlownFlight, ServingCode, Weights } from "./types.ts";

export const weightsOf = (serving: ServingCode): Weights => ({
  format: "flight-delay-weights/1",
  serving,
  intercept: -1,
  features: [{ feature: "hour", levels: ["05", "17"], weights: [-0.5, 0.5] }],
});

export const flights: FlownFlight[] = Array.from({ length: 60 }, (_, row) => ({
  row,
  departsAt: "2001-03-01T17:34",
  distanceMiles: 500,
  origin: "ORD",
  destination: "DEN",
  late: row % 3 === 0 ? 1 : 0,
}));

export type Row = Record<string, unknown> & { predictionId: string; arm?: string };
type Batch = { batchId: string; predictions?: Row[]; outcomes?: Row[] };

/** What it answers and what it received. `refuse` is called first, with the number of earlier calls of the path. */
export type Fake = {
  batches: Batch[];
  fetched: string[];
  flag: (key: string) => { value: string; metadata: Record<string, string> };
  refuse: (path: string, nth: number) => { status: number; headers?: Record<string, string> } | null;
  digest: (content: string) => string;
};

export async function fakeServer(
  changes: Partial<Fake> = {},
): Promise<Fake & { options: TrafficOptions; lines: string[]; close: () => Promise<void> }> {
  const fake: Fake = {
    batches: [],
    fetched: [],
    flag: () => ({ value: "1", metadata: { exposureId: "e1", arm: "baseline", receipt: "r1" } }),
    refuse: () => null,
    digest: (content) => createHash("sha256").update(content).digest("base64"),
    ...changes,
  };
  const seen = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const path = request.url!;
    const nth = (seen.get(path) ?? 0) + 1;
    seen.set(path, nth);
    const body = await read(request);
    const refused = fake.refuse(path, nth);
    if (request.headers.authorization !== "Bearer secret") reply(response, 401, {});
    else if (refused !== null) reply(response, refused.status, { code: "no" }, refused.headers);
    else serve(fake, path, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const lines: string[] = [];
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options: TrafficOptions = {
    baseUrl,
    token: "secret",
    flights,
    ratePerSecond: 2000,
    labelDelaySeconds: 0.2,
    report: (line) => lines.push(line),
  };
  return Object.assign(fake, { options, lines, close });
}

function serve(fake: Fake, path: string, body: string, response: ServerResponse): void {
  const version = /versions\/(\d)\/artifacts\/weights\.json$/.exec(path)?.[1];
  if (version !== undefined) {
    fake.fetched.push(version);
    const content = JSON.stringify(weightsOf(`serving-${version}` as ServingCode));
    response.writeHead(200, { "content-digest": `sha-256=:${fake.digest(content)}:` }).end(content);
  } else if (path.startsWith("/ofrep/")) {
    const { targetingKey } = (JSON.parse(body) as { context: { targetingKey: string } }).context;
    reply(response, 200, { key: "flight-delay.production", reason: "SPLIT", ...fake.flag(targetingKey) });
  } else {
    fake.batches.push(JSON.parse(body) as Batch);
    reply(response, 200, {});
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
