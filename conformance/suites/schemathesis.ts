import { join } from "node:path";
import { STREAM_PATH } from "#lib/protocols/ofrep/wire.ts";
import type { Installation } from "../installation.ts";
import { program } from "../program.ts";
import { NO_PYTHON, type Outcome, type Python, type Suite, skipped } from "../suite.ts";

/**
 * `positive_data_acceptance` is left out: it counts every refusal as a fault. `accepts_what_it_describes` takes its
 * place (well_formed.py). `allow_header_conformance` is left out too: where one address also fits another's pattern,
 * it takes the methods of both, which that check calls undocumented.
 */
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "missing_required_header",
  "unsupported_method",
  "use_after_free",
  "ensure_resource_availability",
  "ignored_auth",
  "accepts_what_it_describes",
];
const ANSWER_SECONDS_MAX = 5;
/** Loading, shrinking and reporting come on top of the time limit. */
const SLACK_SECONDS = 120;

/** Schemathesis over the OpenAPI document, as every kind of caller. */
export const schemathesis: Suite = {
  name: "schemathesis",
  says: "every answer to every kind of request, from every role, is described by the OpenAPI document",
  async run({ installation, python, seed, seconds }) {
    if (!python) return skipped(NO_PYTHON);
    const callers = Object.entries(installation.callers);
    const foundAs = new Map<string, { fault: string; names: string[] }>();
    let passed = 0;
    for (const [name, headers] of callers) {
      const share = Math.max(5, Math.floor(seconds / callers.length));
      const outcome = await tryAs(headers, { installation, python, seed, seconds: share });
      passed += outcome.passed;
      for (const fault of outcome.failures) {
        const known = foundAs.get(kindOf(fault));
        if (known) known.names.push(name);
        else foundAs.set(kindOf(fault), { fault, names: [name] });
      }
    }
    const failures = [...foundAs.values()].map(({ fault, names }) => `as ${names.join(", ")}: ${fault}`);
    return { passed, failures, skipped: [] };
  },
};

/** A fault found by several callers is reported once: its operation, and the checks that failed. */
const kindOf = (fault: string): string =>
  fault
    .split("\n")
    .filter((line, at) => at === 0 || /^\s*- ST\d+/.test(line))
    .join("\n");

type Trial = { installation: Installation; python: Python; seed: number; seconds: number };

async function tryAs(headers: Readonly<Record<string, string>>, trial: Trial): Promise<Outcome> {
  const { installation, python, seed, seconds } = trial;
  const said = Object.entries(headers).flatMap(([header, value]) => ["--header", `${header}: ${value}`]);
  const checks = CHECKS.filter((check) => check !== "ignored_auth" || "Authorization" in headers);
  const { code, out } = await program(
    python("schemathesis"),
    [
      ...["run", `${installation.url}/api/v1/openapi.json`, ...said],
      ...["--checks", checks.join(","), "--seed", String(seed), "--max-time", String(seconds)],
      // A stream has no end, so no answer to check.
      ...["--exclude-path", STREAM_PATH],
      ...["--max-response-time", String(ANSWER_SECONDS_MAX), "--request-timeout", "30"],
      // A header identifies the caller; a generated key would only be overruled by it.
      ...["--generation-with-security-parameters", "false"],
      ...["--continue-on-failure", "--generation-database", "none", "--warnings", "off", "--no-color"],
    ],
    {
      // Its hooks are found by name, and it writes notes of failures to its working folder.
      cwd: installation.folder,
      env: { SCHEMATHESIS_HOOKS: "well_formed", PYTHONPATH: join(import.meta.dirname, "..") },
      secondsMax: seconds + SLACK_SECONDS,
    },
  );
  const cases = Number(/(\d+) generated/.exec(out)?.[1] ?? 0);
  if (code === 0 && cases > 0) return { passed: cases, failures: [], skipped: [] };
  const found = faultsIn(out);
  const failures = found.length > 0 ? found : [`it ended with code ${code}:\n${out.slice(-2000)}`];
  return { passed: cases, failures, skipped: [] };
}

/** The report's entries: an operation's line of underscores, then its cases by number. */
function faultsIn(out: string): string[] {
  const report = out.slice(out.indexOf("= FAILURES ="), out.search(/^=+ SUMMARY =+$/m));
  return report
    .split(/^_+ (?=[A-Z]+ \/)/m)
    .slice(1)
    .map((entry) =>
      entry
        .replace(/ _+$/m, "")
        .replace(/\n{2,}/g, "\n")
        .trim(),
    );
}
