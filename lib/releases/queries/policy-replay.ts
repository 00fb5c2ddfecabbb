import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { GATES_MAX, gateContent } from "#lib/policy/gate.ts";
import { judgeGates } from "#lib/policy/gate-results.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { pastDossiers } from "#lib/releases/rows/past-dossiers.ts";
import { policyReplayView } from "#lib/releases/views/policy-replay.ts";

/** Releases that a draft is asked about. */
const RELEASES_MAX = 100;

/** Asks the gates of a draft about past releases, beside the gates in force. Nothing is stored or decided. */
export const policyReplay = defineQuery({
  name: "policy-replay",
  permission: "policy:read",
  summary: "Replay a draft's gates over the last releases",
  input: z.strictObject({ gates: z.array(gateContent).max(GATES_MAX) }),
  output: policyReplayView,

  async load(tx, { gates }, { now }) {
    const policy = await policyInForce(tx);
    const inForce = policy?.content.gates ?? [];
    const past = await pastDossiers(tx, RELEASES_MAX, now);
    const releases = past.map(({ file: { release, sections }, dossier, asOf }) => ({
      number: release.number,
      model: sections.artifact.model,
      version: sections.artifact.version,
      state: release.state,
      rolledBack: release.state === "rolled-back",
      asOf: asOf.toISOString(),
      inForce: judgeGates(inForce, dossier).map(({ gate, status }) => ({ id: gate.id, status })),
      draft: judgeGates(gates, dossier).map(({ gate, status, because }) => ({
        id: gate.id,
        status,
        because,
      })),
    }));
    return ok({ releases });
  },
});
