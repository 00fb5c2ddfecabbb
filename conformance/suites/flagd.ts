import { FlagdCore } from "@openfeature/flagd-core";
import type { Installation } from "../installation.ts";
import type { Suite } from "../suite.ts";

/** flagd in JavaScript hashes UTF-16, so it agrees for ASCII alone. */
const SUBJECTS = Array.from({ length: 2000 }, (_, n) => `flight-${n}`);

/** flagd's own evaluator with the configuration that is served, compared with the evaluations of the same server. */
export const flagd: Suite = {
  name: "flagd",
  says: "flagd's evaluator gives every subject the version that an evaluation here gives it",
  async run({ installation }) {
    const core = new FlagdCore();
    const served = await fetch(`${installation.url}/ofrep/v1/flagd.json`, { headers: as(installation) });
    const keys = core.setConfigurations(await served.text());
    const failures = keys.length === 0 ? ["the configuration has no flag"] : [];
    for (const targetingKey of SUBJECTS) {
      const flags = await evaluated(installation, targetingKey);
      for (const { key, value, variant } of flags) {
        const theirs = core.resolveStringEvaluation(key, "none", { targetingKey });
        if (theirs.value !== value || theirs.variant !== variant)
          failures.push(`${key} for ${targetingKey} is ${value} here and ${theirs.value} by flagd`);
      }
    }
    return { passed: SUBJECTS.length * keys.length - failures.length, failures, skipped: [] };
  },
};

const as = ({ token }: Installation) => ({ authorization: `Bearer ${token}` });

async function evaluated(installation: Installation, targetingKey: string) {
  const answer = await fetch(`${installation.url}/ofrep/v1/evaluate/flags`, {
    method: "POST",
    headers: { ...as(installation), "content-type": "application/json" },
    body: JSON.stringify({ context: { targetingKey } }),
  });
  const { flags } = (await answer.json()) as { flags: { key: string; value: string; variant: string }[] };
  return flags;
}
