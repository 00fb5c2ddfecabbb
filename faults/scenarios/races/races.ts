import { holdInvariants } from "../../check/invariants.ts";
import { councilOf } from "../../load/governance.ts";
import { History } from "../../load/history.ts";
import { startInstallation } from "../../rig/installation.ts";
import type { Scenario } from "../../scenario.ts";
import type { Racing } from "./racing.ts";
import { editAgainstSignature, lastSeat, quorum } from "./signatures.ts";
import { identicalRequests, startAgainstWithdrawal } from "./steering.ts";
import { haltAgainstAdvance } from "./widening.ts";

/** People who do conflicting things at the same moment, at two servers. */
export const races: Scenario = {
  name: "races",
  says: "conflicting acts at the same moment: one decision each, and the log records which",
  async run({ beginning, random, short }) {
    // No reconciler: the races themselves decide when a rollout is judged.
    const installation = await startInstallation(beginning, "races", { servers: 2, reconcilers: 0 });
    const history = new History();
    const faults: string[] = [];
    try {
      const council = councilOf(installation, history);
      const racing: Racing = { installation, council, history, faults, random, short };
      const figures = {
        "quorum of 3 by 5": await quorum(racing, short ? 40 : 600),
        "last seat": await lastSeat(racing, short ? 5 : 50),
        "edit against signature": await editAgainstSignature(racing, short ? 6 : 60),
        "start against withdrawal": await startAgainstWithdrawal(racing, short ? 4 : 40),
        "halt against advance": await haltAgainstAdvance(racing, short ? 5 : 20),
        "identical requests": await identicalRequests(racing, 50),
      };
      const found = await holdInvariants(installation, history);
      return { faults: [...faults, ...found.faults], figures: { ...figures, ...found.figures } };
    } finally {
      await installation.stop();
    }
  },
};
