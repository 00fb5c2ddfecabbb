import { freePort } from "#lib/db/free-port.ts";
import { type Bench, shareAtLeast } from "./figure.ts";
import { governance } from "./rig/council.ts";
import { httpLoad, rawRequest } from "./rig/http-load.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { inTurn, sleep } from "./rig/sample.ts";

const CONNECTIONS = 50;
const SLICE_SECONDS = 0.5;
const SUBJECTS = 512;
/** A rollout is live, so that every evaluation assigns its subject to a bucket. */
const PATH = "/ofrep/v1/evaluate/flags/flight-delay.production";

/**
 * OFREP evaluations a second by the API's process, compared with `node:http` sending the same bytes to the same
 * client.
 */
export const assign: Bench = async ({ seconds, say }) => {
  const installation = await startInstallation();
  try {
    await governance(installation).rollOut("flight-delay");
    const requests = requestsOf(installation);
    const barePort = await startBare(installation, requests[0]!);
    const load = (port: number) => async () =>
      (await httpLoad({ port, requests, connections: CONNECTIONS, seconds: SLICE_SECONDS })).perSecond;
    const measured = await inTurn(seconds / SLICE_SECONDS, load(installation.port), load(barePort));
    say(`assign: ratios ${measured.ratios.map((each) => each.toFixed(2)).join(" ")}`);
    const named = { bench: "assign", figure: "OFREP evaluations against bare node:http", unit: "1/s" };
    return [shareAtLeast({ ...named, value: measured.value }, measured, 0.5)];
  } finally {
    await installation.stop();
  }
};

const requestsOf = ({ world }: Installation): Buffer[] =>
  Array.from({ length: SUBJECTS }, (_, at) =>
    rawRequest(
      PATH,
      { authorization: `Bearer ${world.token}` },
      JSON.stringify({ context: { targetingKey: `flight-${at}` } }),
    ),
  );

/** Starts the reference with an answer just taken from the API, headers included. */
async function startBare({ crew, world, port }: Installation, request: Buffer): Promise<number> {
  const body = request.subarray(request.indexOf("\r\n\r\n") + 4);
  const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${world.token}` },
    body: new Uint8Array(body),
  });
  const own = ["date", "connection", "keep-alive"];
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !own.includes(name)));
  const barePort = await freePort();
  const env = { ANSWER: JSON.stringify({ headers, body: await answer.text() }), PORT: String(barePort) };
  await crew.start("bare", { args: ["bench/rig/bare-process.ts"], env });
  await answering(barePort);
  return barePort;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(25);
  }
  throw new Error("The reference server did not start.");
}
