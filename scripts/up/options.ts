import { resolve } from "node:path";
import { parseArgs } from "node:util";

export type UpOptions = {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly empty: boolean;
  readonly traffic: boolean;
  readonly dev: boolean;
  /** Whether this start runs the signer too. */
  readonly signer: boolean;
};

const LOOPBACK = "127.0.0.1";

const USAGE = `usage: npm run up -- [options]

  --port <n>      serve on this port (3000)
  --host <name>   listen on this address (127.0.0.1); others can reach any but loopback, without TLS
  --data <dir>    store everything in this folder (.data)
  --empty         no demonstration workspace
  --traffic       replay live traffic against the demonstration
  --no-signer     the signer runs as another user or on another machine (docs/security.md)
`;

/** Reads the command line; prints the fault and ends the process where it is wrong. */
export function readOptions(args: readonly string[]): UpOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: process.env["PORT"] ?? "3000" },
        host: { type: "string", default: process.env["HOST"] || LOOPBACK },
        data: { type: "string", default: process.env["COUNTERSIGN_DATA"] ?? ".data" },
        empty: { type: "boolean", default: false },
        traffic: { type: "boolean", default: false },
        dev: { type: "boolean", default: false },
        "no-signer": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      end(2, `--port takes a number from 1 to 65535, not ${values.port}`);
    return {
      port,
      host: values.host,
      data: resolve(values.data),
      empty: values.empty,
      traffic: values.traffic,
      dev: values.dev,
      signer: !values["no-signer"],
    };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/** Prints a message and ends the process. */
export function end(code: number, message: string): never {
  (code === 0 ? process.stdout : process.stderr).write(`${message.trimEnd()}\n`);
  process.exit(code);
}
