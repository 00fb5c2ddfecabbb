import { inWorkspace } from "#lib/db/transaction.ts";
import { closeIncident } from "#lib/incidents/commands/close-incident.ts";
import { explainIncident } from "#lib/incidents/commands/explain-incident.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { addReport } from "#lib/testing/specimens/registry.ts";
import { oneCouncil } from "./releases.ts";
import { MODEL, SEATS, testWorld, type World } from "./world.ts";

/** A gate that blocks and that nobody may waive. */
export const gate = (id: string, expression: string, more: Partial<Gate> = {}): Gate => ({
  id,
  title: `Gate ${id}`,
  severity: "block",
  expression,
  message: `${id} does not hold.`,
  wayOut: { label: "Edit the release", to: "edit-release" },
  whenMissing: "fail",
  ...more,
});

export const COMPARED = gate("compared", "release.first || has(evidence.compared)");
export const NO_INCIDENT = gate("no-incident", "history.openIncidents == 0", {
  wayOut: { label: "See the incidents", to: "pointer-incidents" },
});
export const FAR_BETTER = gate(
  "far-better",
  "release.first || evidence.compared.metrics.all(m, m.mean > 100.0)",
  {
    severity: "warn",
    whenMissing: "hold",
  },
);

export const gated = (...gates: Gate[]): PolicyContent => ({ ...oneCouncil(...SEATS), gates });

/** The world under these gates. */
export const gatedWorld = (): Promise<World> => testWorld(gated(COMPARED, NO_INCIDENT, FAR_BETTER));

/** Files the report that compares version 3 with what is live. */
export async function compareThird({ here, people, versions }: World): Promise<void> {
  const [{ digest: base }, , { digest }] = [versions[0]!, versions[1]!, versions[2]!];
  const against = { version: 1, digest: base };
  await addReport(here, people.priya, { model: MODEL, version: 3, digest, logLoss: 0.4, base: against });
}

/** Opens an incident over the rollout that is live, and returns how to close it. */
export async function incidentOn({ here, people }: World): Promise<() => Promise<unknown>> {
  const { id } = await inWorkspace(here.db, here.workspaceId, (tx) => tx.rollout.findFirstOrThrow());
  const { number: incident } = await here.make(openIncident, { rolloutId: id }, here.system);
  return async () => {
    await here.make(explainIncident, { incident, cause: "A test." }, people.rhea);
    await here.make(closeIncident, { incident, cause: 1, conclusion: "It was a test." }, people.rhea);
  };
}
