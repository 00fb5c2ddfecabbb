import assert from "node:assert/strict";
import type { PolicyReplayView } from "#lib/releases/views/policy-replay.ts";
import { atMost, type Bench, unbounded } from "./figure.ts";
import { governance } from "./rig/council.ts";
import { thirtyGates } from "./rig/gates.ts";
import { startInstallation } from "./rig/installation.ts";
import { quantile } from "./rig/sample.ts";
import { asking, originOf } from "./rig/verdict-requests.ts";

const RELEASES = 100;
const REPLAYS = 20;
const MS_MAX = 1_000;

/**
 * A draft of 30 gates over 100 past releases, over HTTP. None has a stored dossier, which is the slower way: each is put
 * together from what it signed.
 */
export const policy: Bench = async ({ say }) => {
  const installation = await startInstallation();
  try {
    say(`policy: opening ${RELEASES} releases`);
    const { submit } = governance(installation);
    for (let n = 0; n < RELEASES; n++) await submit("flight-delay");
    const body = JSON.stringify({ gates: thirtyGates });
    const tookMs: number[] = [];
    for (let n = 0; n < REPLAYS; n++) {
      const began = performance.now();
      const answer = await fetch(`${originOf(installation)}/api/v1/policies/replay`, {
        method: "POST",
        headers: {
          ...asking(installation.world.signers[0]!, installation),
          "content-type": "application/json",
        },
        body,
      });
      const { releases } = (await answer.json()) as PolicyReplayView;
      tookMs.push(performance.now() - began);
      assert.equal(releases.length, RELEASES);
      for (const { draft } of releases) assert.equal(draft.length, thirtyGates.length);
    }
    const named = { bench: "policy", unit: "ms" };
    return [
      atMost(
        {
          ...named,
          figure: `p95 of ${REPLAYS} replays, 30 gates over ${RELEASES} releases`,
          value: quantile(tookMs, 0.95),
        },
        MS_MAX,
      ),
      unbounded({ ...named, figure: "median", value: quantile(tookMs, 0.5) }),
    ];
  } finally {
    await installation.stop();
  }
};
