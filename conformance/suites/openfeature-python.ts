import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import type { Installation } from "../installation.ts";
import { program } from "../program.ts";
import { NO_PYTHON, type Suite, skipped } from "../suite.ts";

const SCRIPT = join(import.meta.dirname, "../evaluate_flags.py");
/** Includes non-ASCII subjects, and some that must be escaped. */
const SUBJECTS = [
  ...Array.from({ length: 300 }, (_, n) => `flight-${n}`),
  ...["Ærø", "村上 春樹", "مریم", "✈️", "a/b?c=d&e#f", "x".repeat(200), '"quoted\\"'],
];

/** Subject, version, variant, reason, error code. */
type Answer = [string, string, string | null, string | null, string | null];

/**
 * The OpenFeature SDKs of Python and Node with their OFREP providers, compared with each other and our own
 * arithmetic.
 */
export const openFeaturePython: Suite = {
  name: "openfeature-python",
  says: "the OpenFeature SDK of Python gives every subject the same version as Node's, and as the bucketing computes",
  async run({ installation, python }) {
    if (!python) return skipped(NO_PYTHON);
    const flag = await someFlag(installation);
    if (!flag) return skipped("nothing is live here, so there is no flag to evaluate");
    const subjects = join(installation.folder, "subjects.txt");
    await writeFile(subjects, SUBJECTS.join("\n"));
    const ran = await program(python("python"), [SCRIPT, installation.url, flag, subjects], {
      env: { COUNTERSIGN_TOKEN: installation.token },
      secondsMax: 120,
    });
    if (ran.code !== 0) return { passed: 0, failures: [ran.out.slice(-2000)], skipped: [] };
    const answers = ran.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);
    const failures = [
      ...(answers.length === SUBJECTS.length + 1
        ? []
        : [`${answers.length} answers to ${SUBJECTS.length} subjects`]),
      ...unknownFlag(answers.pop()),
      ...(await unlikeNode(installation, flag, answers)),
      ...unlikeBucketing(installation, flag, answers),
    ];
    return { passed: answers.length + 1 - Math.min(failures.length, answers.length), failures, skipped: [] };
  },
};

const unknownFlag = (answer: Answer | undefined): string[] =>
  answer?.[1] === "none" && answer[4] === "FLAG_NOT_FOUND"
    ? []
    : [`an unknown flag is answered ${JSON.stringify(answer)}`];

async function unlikeNode(
  { url, token }: Installation,
  flag: string,
  answers: readonly Answer[],
): Promise<string[]> {
  const provider = new OFREPProvider({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });
  await OpenFeature.setProviderAndWait("conformance", provider);
  const client = OpenFeature.getClient("conformance");
  const failures: string[] = [];
  for (const [targetingKey, value, variant, reason, errorCode] of answers) {
    const node = await client.getStringDetails(flag, "none", { targetingKey });
    const same = node.value === value && node.variant === variant && node.reason === reason;
    if (!same || errorCode !== null)
      failures.push(`${targetingKey} is ${value} (${errorCode ?? reason}) in Python, ${node.value} in Node`);
  }
  await OpenFeature.close();
  return failures;
}

function unlikeBucketing({ split }: Installation, flag: string, answers: readonly Answer[]): string[] {
  if (!split || split.flag !== flag) return [];
  const versions = new Set(answers.map(([, version]) => version));
  const wrong = answers.flatMap(([subject, version]) => {
    const ours = split.versionOf(subject);
    return ours === version ? [] : [`${subject} is ${version} in Python, ${ours} by the bucketing`];
  });
  return versions.size === 2 ? wrong : [...wrong, `a canary answered only version ${[...versions].join()}`];
}

/** A flag known to be split, or else the first one. */
async function someFlag({ url, token, split }: Installation): Promise<string | null> {
  if (split) return split.flag;
  const response = await fetch(`${url}/ofrep/v1/evaluate/flags`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ context: { targetingKey: "a" } }),
  });
  const { flags = [] } = (await response.json().catch(() => ({}))) as { flags?: { key: string }[] };
  return flags[0]?.key ?? null;
}
