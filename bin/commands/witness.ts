import type { Server } from "node:http";
import { httpServer } from "#lib/http/http-server.ts";
import { log } from "#lib/log.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { type NoteKey, parseNoteKey } from "#lib/merkle/note.ts";
import { witnessListener } from "#lib/protocols/tlog-witness/listener.ts";
import { openWitnessFolder } from "#lib/protocols/tlog-witness/witness-folder.ts";
import { claimFolder } from "#lib/storage/folder-claim.ts";
import { type CliCommand, CliError, EXIT, readArguments, wholeNumber, wrongUsage } from "../cli.ts";
import { keyOrFileText } from "../witness-options.ts";

/** Cosigns the checkpoints of other parties' logs, on a machine of its own. */
export const witnessCommand: CliCommand = {
  summary: "run a witness, which cosigns the checkpoints of logs",
  help: `countersign witness --folder <folder> --name <name> --log <key or file>… [--host <address>] [--port <n>]
countersign witness --folder <folder> --name <name> --print-key

Runs a witness (C2SP tlog-witness) until it is stopped. It needs no database: it keeps the size and root that it cosigned
last of each log, and never cosigns anything that does not continue them. Run it on a machine that the log's operator
does not control; docs/audit-log.md says how.
  --folder <folder>    its key and what it cosigned last; made at the first start. Never restore it to an older state
  --name <name>        its name in its key, such as witness.example/w1
  --log <key or file>  the key of a log to follow, got from its operator; may be given several times
  --host <address>     the address to listen on (127.0.0.1); put TLS in front of any other
  --port <n>           the port to listen on (8700)
  --print-key          print its key for the log's operator and for auditors, and stop`,
  async run(args, out) {
    const { values } = readArguments(args, {
      folder: { type: "string" },
      name: { type: "string" },
      log: { type: "string", multiple: true },
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: "8700" },
      "print-key": { type: "boolean" },
    });
    if (!values.folder || !values.name) throw wrongUsage("Give the witness a --folder and a --name.");
    const folder = await openWitnessFolder(values.folder, values.name).catch((error: Error) => {
      throw new CliError(EXIT.unavailable, error.message);
    });
    const vkey = formatWitnessKey(folder.key);
    if (values["print-key"]) {
      out.line(vkey);
      return EXIT.ok;
    }
    const logs = (values.log ?? []).map(readLogKey);
    if (logs.length === 0) throw wrongUsage("Which log? Name its key with --log.");
    const holder = await claimFolder(values.folder);
    if (holder !== null)
      throw new CliError(EXIT.unavailable, `A witness already runs on ${values.folder} (process ${holder}).`);
    const listener = witnessListener({ folder, logs, now: () => new Date(), log });
    const port = wholeNumber(values.port, "--port", 0);
    await serve(
      httpServer({ secure: false, isUpload: () => false }, listener),
      values.host,
      port,
      (address) => {
        out.line(`The witness ${vkey}`);
        out.line(`listens at ${address} and follows ${logs.map(({ name }) => name).join(", ")}.`);
      },
    );
    return EXIT.ok;
  },
};

function readLogKey(keyOrFile: string): NoteKey {
  const key = parseNoteKey(keyOrFileText(keyOrFile));
  if (key) return key;
  throw wrongUsage(`${keyOrFile} is neither a log's key nor a file that contains one.`);
}

/** Until a signal, or the end of the process that started it. */
async function serve(server: Server, host: string, port: number, listening: (at: string) => void) {
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      fail(new CliError(EXIT.unavailable, `The witness cannot listen on ${host}:${port} (${error.code}).`)),
    );
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      listening(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
    server.once("close", done);
    const stop = () => void server.close().closeAllConnections();
    for (const end of ["SIGINT", "SIGTERM", "disconnect"]) process.once(end, stop);
  });
}
