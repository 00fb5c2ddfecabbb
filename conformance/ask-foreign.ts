import { parseWitnessKey } from "#lib/merkle/cosignature.ts";
import { type Asked, askWitness } from "#lib/protocols/tlog-witness/ask-witness.ts";
import { type askingLog, grownLeaves } from "#lib/testing/worlds/growing-log.ts";
import type { Outcome } from "./suite.ts";

export type ForeignWitness = {
  readonly url: string;
  readonly vkey: string;
  /** A log that it follows. */
  readonly log: ReturnType<typeof askingLog>;
  stop(): Promise<void>;
};

/** Asks another implementation's witness as the signer's process does, and compares what our client makes of it. */
export async function askForeign({ url, vkey, log }: ForeignWitness): Promise<Outcome> {
  const key = parseWitnessKey(vkey);
  if (key === null) return { passed: 0, failures: [`its key cannot be read: ${vkey}`], skipped: [] };
  const leaves = grownLeaves(300);
  const fork = [...leaves.slice(0, 5), ...grownLeaves(295, "other")];
  const steps: readonly [string, Parameters<typeof log.request>, Asked["kind"]][] = [
    ["its first checkpoint", [0, leaves.slice(0, 20)], "cosigned"],
    ["a continuation of it", [20, leaves.slice(0, 256)], "cosigned"],
    ["the same once more", [256, leaves.slice(0, 256)], "cosigned"],
    ["an old size", [20, leaves], "stale"],
    ["another past", [256, fork], "contradicted"],
    ["the true one after it", [256, leaves], "cosigned"],
  ];
  const failures: string[] = [];
  for (const [what, asked, expected] of steps) {
    const answer = await askWitness({ url, key }, log.request(...asked), () => new Date());
    if (answer.kind !== expected)
      failures.push(`${what}: expected ${expected}, got ${JSON.stringify(answer)}`);
  }
  return { passed: steps.length - failures.length, failures, skipped: [] };
}
