import type { Plan } from "#lib/releases/plan.ts";
import { approve, councilOf, openAndSubmit, start } from "../../faults/load/governance.ts";
import { History } from "../../faults/load/history.ts";
import { quickPlan } from "../../faults/rig/world.ts";
import type { Installation } from "./installation.ts";

export type Governance = ReturnType<typeof governance>;

/** The world's people, deciding over HTTP. Throws where the API refuses them. */
export function governance({ world, port }: Installation) {
  const council = councilOf({ world, urls: [`http://127.0.0.1:${port}`] }, new History());
  /** A submitted release of version 2 of a model. */
  const submit = async (model: string, plan: Plan = quickPlan): Promise<number> =>
    known(await openAndSubmit(council, { model, plan }), `opening a release of ${model}`);
  return {
    council,
    submit,
    /** Opens, signs and starts a rollout of version 2 of a model. */
    rollOut: async (model: string, plan: Plan = quickPlan): Promise<number> => {
      const release = await submit(model, plan);
      await approve(council, release);
      return known(await start(council, release), `starting release ${release}`);
    },
  };
}

function known(number: number | null, what: string): number {
  if (number === null) throw new Error(`${what} was refused`);
  return number;
}
