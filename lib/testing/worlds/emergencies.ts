import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { authoriseEmergency } from "#lib/releases/commands/authorise-emergency.ts";
import { declareEmergency } from "#lib/releases/commands/declare-emergency.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { emergencyDigest } from "#lib/releases/emergency.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { fileIn } from "./conditions.ts";
import { present, testCase } from "./releases.ts";
import type { Person } from "./workspace.ts";
import type { World } from "./world.ts";
import { worldPlan } from "./world-plan.ts";

/** What happens to an emergency in a world. */
export function rushing({ here, people }: Pick<World, "here" | "people">) {
  const incident = async (rolloutId: string) =>
    (await here.make(openIncident, { rolloutId }, here.system)).number;

  /** Opens an emergency release of a version and submits it. */
  const open = async (version: number, plan: Plan = worldPlan) => {
    const asked = { model: "flight-delay", version, pointer: "production", case: testCase, plan };
    const { number } = await here.make(openRelease, { ...asked, changeClass: "emergency" }, people.jonas);
    await here.make(submitRelease, { release: number }, people.jonas);
    return number;
  };

  const declaring = (release: number, of: number, more: object = {}, by: Person = people.jonas) =>
    here.attempt(
      declareEmergency,
      {
        release,
        incident: of,
        reason: "Flights at night are all late.",
        scope: "The threshold at night.",
        maxPercent: 25,
        endsAt: new Date(here.clock.now.getTime() + 24 * HOUR_MS).toISOString(),
        ...more,
      },
      by,
    );

  /** The input for authorising it, with a fresh proof of presence over its bounds. */
  const authorisation = async (release: number, by: Person, seat: BusinessFunction) => {
    const { id, release: of, emergency } = await fileIn(here, release);
    const subjectDigest = emergencyDigest({
      release: id,
      round: of.round,
      subject: of.subjectDigest,
      incident: emergency?.incident ?? 0,
      maxPercent: emergency?.maxPercent ?? 0,
      endsAt: emergency?.endsAt.toISOString() ?? "",
    });
    const proved = await present(here, by, { act: "authorise-emergency", subjectDigest });
    return { release, seat, ...proved };
  };
  const authorising = async (
    release: number,
    by: Person = people.carla,
    seat: BusinessFunction = "compliance",
  ) => here.attempt(authoriseEmergency, await authorisation(release, by, seat), by);

  return { incident, open, declaring, authorisation, authorising };
}
