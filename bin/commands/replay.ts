import { look } from "#lib/command/query.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { type CliCommand, EXIT, INSTALLATION_HELP, INSTALLATION_OPTIONS, readArguments } from "../cli.ts";
import { inInstallation, orEnd } from "../installation.ts";

/** Folds the log and compares the result with the tables. */
export const replayCommand: CliCommand = {
  summary: "replay the log and compare it with the tables",
  help: `countersign replay [--json]

Reads every event of the workspace, replays each release, verdict, rollout, pointer and version with the rules the
server decides by, and compares the result with the tables. Exits 1 and lists every
difference, or the first ten thousand.
${INSTALLATION_HELP}`,
  async run(args, out) {
    const { values } = readArguments(args, INSTALLATION_OPTIONS);
    const found = await inInstallation(values, async (here) => orEnd(await look(here.db, replay, {}, here)));
    if (values.json) out.line(JSON.stringify(found, null, 2));
    else {
      for (const difference of found.differences) out.line(`differs     ${difference}`);
      out.line(`${found.events} events, ${found.things} subjects, ${found.differing} differences.`);
    }
    return found.differing === 0 ? EXIT.ok : EXIT.no;
  },
};
