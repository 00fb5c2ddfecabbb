import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";

/** So many that the log has a full tile. */
const CARDS = 130;

/** The rest of what a registry and its people have; answers a token of all scopes. */
export async function furniture({ here, people, versions }: World): Promise<string> {
  const { ada, jonas, priya } = people;
  const fourth = await addVersion(here, jonas, { model: MODEL, bits: "four", parent: 3 });
  const base = { version: 3, digest: versions[2]!.digest };
  await addReport(here, priya, { model: MODEL, version: 4, digest: fourth.digest, logLoss: 0.4, base });
  await reviseCards(here, priya);
  await here.make(createPointer, { model: MODEL, name: "production@eu" }, jonas);
  const issue = (name: string) =>
    here.make(
      issueToken,
      { name, scopes: [...TOKEN_SCOPES], expiresInDays: 366, responsibleId: ada.id },
      here.system,
    );
  const revoked = await issue("revoked");
  await here.make(revokeToken, { tokenId: revoked.tokenId }, ada);
  const gone = await here.person("Gunnar Gone", ["viewer"]);
  await here.make(disablePerson, { personId: gone.id, reason: "Left the company." }, ada);
  return (await issue("clients")).secret;
}

async function reviseCards(here: World["here"], author: Person): Promise<void> {
  const { name: model } = await addModel(here, author, "crew-pairing", "limited");
  await addVersion(here, author, { model, bits: "crews" });
  for (let basedOn = 1; basedOn <= CARDS; basedOn++)
    await here.make(
      reviseCard,
      { model, version: 1, basedOn, markdown: `# Revised ${basedOn} times` },
      author,
    );
}
