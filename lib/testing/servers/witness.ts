import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NoteKey } from "#lib/merkle/note.ts";
import { witnessListener } from "#lib/protocols/tlog-witness/listener.ts";
import { openWitnessFolder } from "#lib/protocols/tlog-witness/witness-folder.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";

/** A server on loopback, for as long as a test needs it. */
export async function listening(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

/** A witness of these logs with a folder of its own, by a clock that the test may set. */
export async function testWitness(logs: readonly NoteKey[], name = "witness.example/w1") {
  const place = await mkdtemp(join(tmpdir(), "countersign-witness-"));
  const folder = await openWitnessFolder(place, name);
  const clock = { now: () => new Date() };
  const { log, lines } = silentLog();
  const serving = await listening(witnessListener({ folder, logs, now: () => clock.now(), log }));
  const post = (body: string): Promise<Response> =>
    fetch(`${serving.url}/add-checkpoint`, { method: "POST", body });
  const close = async () => {
    await serving.close();
    await rm(place, { recursive: true, force: true });
  };
  return {
    ...serving,
    address: { url: serving.url, key: folder.key },
    folder,
    place,
    clock,
    lines,
    post,
    close,
  };
}
