import { replay } from "#lib/overview/queries/replay.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { proposed, signProposal } from "./policies.ts";
import { oneCouncil, testCase, testPlan } from "./releases.ts";
import { MODEL, SEATS, type World } from "./world.ts";

/** A draft opened under policy 1, with which later policies come into force. */
export async function draftUnder({ here, people }: World) {
  const sona = await here.person("Sona Petrov", ["reviewer"], ["security"]);
  const request = { model: MODEL, version: 2, pointer: "production", case: testCase, plan: testPlan };
  const { number: release } = await here.make(openRelease, request, people.jonas);
  let inForce = 1;
  const page = () => here.see(releasePage, { release }, people.jonas);
  return {
    release,
    page,
    /** Publishes the next policy, which gives this many days for a review. */
    async publish(reviewDays: number, seats = SEATS) {
      const policy = oneCouncil(...seats);
      const routes = policy.routes.map((route) => ({ ...route, reviewDays }));
      const change = await proposed(here, people.ada, { ...policy, routes }, inForce);
      await signProposal(here, sona, { ...change, seat: "security" });
      await signProposal(here, people.carla, { ...change, seat: "compliance" });
      inForce++;
    },
    submit: () => here.make(submitRelease, { release }, people.jonas),
    async edit(why: string) {
      const { round } = await page();
      return here.make(editRelease, { release, round, case: { ...testCase, why } }, people.jonas);
    },
    differences: async () => (await here.see(replay, {}, people.vic)).differences,
  };
}
