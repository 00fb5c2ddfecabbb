import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { RELEASE_CHECKS } from "../../../bin/packet-checks.ts";
import { verifyPacket } from "../../../bin/verify-packet.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
let server: ApiServer;
let secrets: { exporting: string; other: string };

beforeAll(async () => {
  told = await toldPackets();
  const { here } = told.world;
  here.clock.now = new Date();
  const issue = async (scope: string) => {
    const responsibleId = told.world.people.ada.id;
    const wanted = { name: scope, scopes: [scope], expiresInDays: 1, responsibleId };
    return (await here.make(issueToken, wanted, here.system)).secret;
  };
  secrets = { exporting: await issue("packet:export"), other: await issue("release:read") };
  server = await apiServer(here.db, here.database.appUrl);
}, TELLING_MS);
afterAll(async () => {
  await server?.close();
  await told?.close();
});

const get = (release: number | string, token = secrets.exporting) =>
  fetch(`${server.baseUrl}/api/v1/releases/${release}/packet`, {
    headers: { authorization: `Bearer ${token}` },
  });

it("downloads a packet that unpacks to a folder that verifies", async () => {
  const response = await get(told.releases.takenBack);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/x-tar");
  const name = `release-${told.releases.takenBack}`;
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}.tar"`);
  const archive = join(told.folder, "packet.tar");
  writeFileSync(archive, new Uint8Array(await response.arrayBuffer()));
  execFileSync("tar", ["-xf", archive, "-C", told.folder]);
  const report = verifyPacket(join(told.folder, name), { vkey: told.log.vkey, checks: RELEASE_CHECKS });
  expect(report.outcomes.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report.exitCode).toBe(0);
  // 44: whoever exports the evidence is counted for the audit log.
  expect(server.tally.take()).toMatchObject([
    { kind: "reading", code: "evidence-packet", count: 1, what: [String(told.releases.takenBack)] },
  ]);
});

it("refuses like every other address", async () => {
  expect((await get(2, secrets.other)).status).toBe(403);
  expect((await get(99)).status).toBe(404);
  expect((await get("x")).status).toBe(400);
});
