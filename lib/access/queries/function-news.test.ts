import { afterAll, beforeAll, expect, it } from "vitest";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { type FourPeople, fourPeople } from "#lib/testing/worlds/four-people.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { functionNews } from "./function-news.ts";

let here: TestWorkspace;
let people: FourPeople;
beforeAll(async () => {
  here = await testWorkspace();
  people = await fourPeople(here);
  // Their own functions are no news any more.
  here.clock.now = daysLater(here.clock.now, 20);
});
afterAll(() => here?.close());

const told = async (who: Person) =>
  (await here.see(functionNews, {}, who)).news.map(({ name, own, function: of, verb, by }) =>
    [own ? "you" : name, of, verb, by].join(" "),
  );

it("tells the subject and the holders of the function, not whoever did it nor the others", async () => {
  const { ada, mira, dana, lena } = people;
  for (const reader of Object.values(people)) expect(await told(reader)).toEqual([]);
  const grant = { personId: lena.id, function: "security" };
  const proposing = await provenFor(here, ada, "propose-function", lena.id);
  await here.make(proposeFunction, { ...grant, reason: "Alternate for Mira.", ...proposing }, ada);
  expect(await told(lena)).toEqual(["you security proposed Ada Berg"]);
  expect(await told(mira)).toEqual(["Lena Voss security proposed Ada Berg"]);
  for (const other of [ada, dana]) expect(await told(other)).toEqual([]);

  const confirming = await provenFor(here, dana, "confirm-function", `${lena.id}/security`);
  await here.make(confirmFunction, { ...grant, ...confirming }, dana);
  const { news } = await here.see(functionNews, {}, lena);
  expect(news[0]).toMatchObject({ verb: "confirmed", by: "Dana Weiss", effectiveAt: expect.any(String) });
  await here.make(removeFunction, { ...grant, reason: "Moved." }, ada);
  expect(await told(mira)).toEqual([
    "Lena Voss security removed Ada Berg",
    "Lena Voss security confirmed Dana Weiss",
    "Lena Voss security proposed Ada Berg",
  ]);
});

it("is news for two weeks", async () => {
  const { mira } = people;
  here.clock.now = daysLater(here.clock.now, 13);
  expect(await told(mira)).toHaveLength(3);
  here.clock.now = daysLater(here.clock.now, 1);
  expect(await told(mira)).toEqual([]);
});
