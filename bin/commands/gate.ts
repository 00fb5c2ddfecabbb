import { look } from "#lib/command/query.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import {
  type CliCommand,
  EXIT,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  readArguments,
  wholeNumber,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";
import { asksAboutArtifact, gateArtifact } from "./gate-artifact.ts";
import { waivedLine } from "./waived-line.ts";

type Gate = Awaited<ReturnType<typeof ask>>;

/** Tells a pipeline whether a release may start now, or whether it may deploy an artifact. */
export const gateCommand: CliCommand = {
  summary: "check whether a release may start, or an artifact be deployed (for pipelines)",
  help: `countersign gate <release> [--json]
countersign gate --pointer <flag key> (--digest <digest> | --folder <folder>) [--wait <seconds>]
                 [--receipt <file>] [--json]

The first exits 0 only when the release is approved, its approval is still valid, every seat's signature still counts,
and the base version is still live. Exits 1 otherwise, with the reason for every seat.

The second asks about the bits themselves: may this artifact be deployed behind this pointer? Exits 0 when a release of
exactly them may start, or when the pointer serves them already, and records it in the log. Exits 1 when they may not
be deployed, 3 when their release is not decided yet.
  --pointer <flag key>  like churn-risk.production
  --digest <digest>     of the version's manifest, as its page shows it
  --folder <folder>     computes the digest from the files in a folder
  --wait <seconds>      waits so long for the release to be decided
  --receipt <file>      writes the receipt, which countersign verify checks offline
${INSTALLATION_HELP}`,
  async run(args, out) {
    if (asksAboutArtifact(args)) return gateArtifact(args, out);
    const { values, positionals } = readArguments(args, INSTALLATION_OPTIONS, ["release"]);
    const release = wholeNumber(positionals[0]!, "A release's number");
    const gate = await inInstallation(values, (here) => ask(here, release));
    if (values.json) out.line(JSON.stringify(gate, null, 2));
    else for (const line of linesOf(gate)) out.line(line);
    return gate.open ? EXIT.ok : EXIT.no;
  },
};

const ask = async (here: Here, release: number) => orEnd(await look(here.db, releaseGate, { release }, here));

function linesOf(gate: Gate): string[] {
  const { number, state, round, open, whyNot, validUntil, seats, waived } = gate;
  const until = validUntil && state === "approved" ? `, valid until ${validUntil}` : "";
  return [
    `Release ${number} is ${state}, round ${round}${until}.`,
    ...seats.flatMap((seat) => [
      `${seat.met ? "met " : "open"}  ${seat.function}${seat.whyNot ? `: ${seat.whyNot}` : ""}`,
      ...seat.verdicts.map(
        (verdict) =>
          `        ${verdict.signer}, ${verdict.decision}, round ${verdict.round}, ${verdict.signedAt}` +
          (verdict.whyNot ? ` (does not count: ${verdict.whyNot})` : ""),
      ),
    ]),
    ...waived.map(waivedLine),
    open ? "The release may start." : `The release may not start: ${whyNot}`,
  ];
}
