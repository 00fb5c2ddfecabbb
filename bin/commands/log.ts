import { checkpoint } from "#lib/audit/queries/checkpoint.ts";
import { logHead } from "#lib/audit/queries/log-head.ts";
import { logState } from "#lib/audit/queries/log-state.ts";
import { logWitnesses } from "#lib/audit/queries/log-witnesses.ts";
import { look } from "#lib/command/query.ts";
import { toBase64 } from "#lib/kernel/base64.ts";
import {
  type CliCommand,
  EXIT,
  type ExitCode,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  type Out,
  readArguments,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";
import { recomputeLog } from "../recompute-log.ts";
import { recoverHere } from "../recover-log.ts";
import { rotateHere } from "../rotate-log.ts";
import { readWitnessDemand, WITNESS_HELP, WITNESS_OPTIONS } from "../witness-options.ts";

type Action = (args: readonly string[], out: Out) => Promise<ExitCode>;

/** Shows the state of the audit log, and recomputes its tree. */
export const logCommand: CliCommand = {
  summary: "show the audit log's state; recompute, rotate or recover it",
  help: `countersign log status [--json]
countersign log verify [--witness <key or file>]… [--witnesses-required <k>] [--json]
countersign log rotate [--json]
countersign log recover [--json]

status   prints the log's size and root, how much is signed, and the newest checkpoint; exits 3 while events wait for their signature
verify   reads every event of the workspace and every leaf, hashes them again, computes the tree and compares it with
         the stored head, every tile and every signed checkpoint; exits 1 and lists each difference, 3 where too few of
         the given witnesses cosigned the log
rotate   gives the log a new key, announced under the old one; only while no signer runs
recover  after signed events were lost for good: ends the log and starts its successor, under a new name and key, from
         what remains; only while the signer refuses and is stopped. See docs/audit-log.md first
${WITNESS_HELP}
${INSTALLATION_HELP}`,
  async run(args, out) {
    const [action = "", ...rest] = args;
    const actions: Record<string, Action> = { status, verify, rotate, recover };
    const chosen = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!chosen) throw wrongUsage("Choose one: log status, log verify, log rotate or log recover.");
    return chosen(rest, out);
  },
};

const status: Action = async (args, out) => {
  const { values } = readArguments(args, INSTALLATION_OPTIONS);
  const state = await inInstallation(values, readStatus);
  const complete = state.waiting === 0 && state.signedSize === state.size;
  if (values.json) out.line(JSON.stringify(state, null, 2));
  else for (const line of linesOf(state, complete)) out.line(line);
  return complete ? EXIT.ok : EXIT.incomplete;
};

type State = Awaited<ReturnType<typeof readStatus>>;

function linesOf(
  { size, root, waiting, signedSize, signedAt, witnesses, ...state }: State,
  complete: boolean,
) {
  const lines = [
    `${size} events are in the log, ${waiting} wait to be sequenced. Root: ${root}`,
    signedAt === null
      ? "Nothing is signed yet."
      : `The first ${signedSize} are signed, the last at ${signedAt}.`,
    ...witnesses.map(witnessLine),
  ];
  if (waiting > 0) lines.push("If this does not change, the sequencer is not running.");
  else if (!complete)
    lines.push("If this does not change, the signer is not running or refuses to sign: see its log.");
  return state.checkpoint ? [...lines, `\n${state.checkpoint}`] : lines;
}

function witnessLine({ name, size, cosignedAt, trouble }: State["witnesses"][number]): string {
  const progress =
    cosignedAt === null ? "has not cosigned anything yet" : `cosigned the first ${size}, at ${cosignedAt}`;
  return `The witness ${name} ${progress}${trouble === null ? "." : `; now it ${trouble}.`}`;
}

async function readStatus(here: Here) {
  const state = orEnd(await look(here.db, logState, {}, here));
  const head = orEnd(await look(here.db, logHead, {}, here));
  const newest = await look(here.db, checkpoint, {}, here);
  const { witnesses } = orEnd(await look(here.db, logWitnesses, {}, here));
  // Encoded as in a checkpoint, for comparison by eye.
  const note = newest.ok ? newest.value.note.trimEnd() : null;
  return { ...state, root: toBase64(head.root), checkpoint: note, witnesses };
}

const verify: Action = async (args, out) => {
  const { values } = readArguments(args, { ...INSTALLATION_OPTIONS, ...WITNESS_OPTIONS });
  const demand = readWitnessDemand(values);
  const found = await inInstallation(values, (here) => recomputeLog(here, demand));
  const isWitnessed = demand === null || found.witnesses.met >= demand.required;
  if (values.json) out.line(JSON.stringify(found, null, 2));
  else {
    out.line(
      `${found.leaves} leaves, ${found.events} events of this workspace, ${found.checkpoints} checkpoints read. Root: ${found.root}`,
    );
    for (const fault of found.faults) out.line(`wrong       ${fault}`);
    for (const said of found.witnesses.said) out.line(`witness     ${said}`);
    out.line(verdictOn(found.faults.length === 0, isWitnessed));
  }
  if (found.faults.length > 0) return EXIT.no;
  return isWitnessed ? EXIT.ok : EXIT.incomplete;
};

function verdictOn(isSound: boolean, isWitnessed: boolean): string {
  if (!isSound) return "The log is inconsistent.";
  return isWitnessed ? "The log holds." : "The log agrees with itself, but too few witnesses cosigned it.";
}

const rotate: Action = async (args, out) => {
  const { values } = readArguments(args, INSTALLATION_OPTIONS);
  const rotated = await inInstallation(values, rotateHere);
  if (values.json) out.line(JSON.stringify(rotated, null, 2));
  else {
    out.line(`The log continues as ${rotated.origin} under a new key, which the old key announced.`);
    out.line(`Give auditors the new key: ${rotated.vkey}`);
    out.line(`The old key stays in ${rotated.kept}: its public half still verifies what it signed.`);
  }
  return EXIT.ok;
};

const recover: Action = async (args, out) => {
  const { values } = readArguments(args, INSTALLATION_OPTIONS);
  const { origin, lost, kept } = await inInstallation(values, recoverHere);
  if (values.json) out.line(JSON.stringify({ origin, lost, kept }, null, 2));
  else {
    out.line(
      `The log continues as ${origin}. At least ${lost} signed events are lost, and the log records that.`,
    );
    out.line(`The old signer folder is kept in ${kept}. Give auditors the new key of ${origin}.`);
  }
  return EXIT.ok;
};
