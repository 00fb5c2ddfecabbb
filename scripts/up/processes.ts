import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { RoleUrls } from "#lib/db/roles.ts";
import { keptFile } from "#lib/storage/kept-file.ts";
import type { Child } from "./children.ts";
import type { Mailing } from "./mail.ts";
import type { UpOptions } from "./options.ts";
import type { SealKeys } from "./seal-keys.ts";
import { webEnvironment } from "./web-environment.ts";
import type { LocalWitness } from "./witness.ts";

export type Installation = Pick<UpOptions, "port" | "host" | "data" | "dev" | "signer"> & {
  readonly urls: RoleUrls;
  readonly publicUrl: string;
  readonly mail: Pick<Mailing, "web" | "jobs">;
  readonly seal: SealKeys;
  readonly webhooks: { readonly WEBHOOK_KEY: string };
  readonly witness: LocalWitness | null;
};

type Operator = Readonly<Record<string, string | undefined>>;
type Mode = "development" | "production";

/** The server: the app's database role, and the secret that seals cookies. */
export async function serverProcess(
  { port, host, data, dev, urls, publicUrl, mail, seal, webhooks }: Installation,
  operator: Operator,
): Promise<Child> {
  const env = webEnvironment(operator, {
    DATABASE_URL: urls.cs_app,
    SECRET: await keptFile(join(data, "secret"), () => randomBytes(32).toString("base64url")),
    PUBLIC_URL: publicUrl,
    HOST: host,
    PORT: String(port),
    DATA_FOLDER: data,
    LOG_ORIGIN: originOf(operator),
    NODE_ENV: modeOf(dev),
    ...mail.web,
    ...seal.web,
    ...webhooks,
  });
  return { name: "server", args: ["server.ts"], env };
}

/** The background processes, each with its own database role; only the signer learns where the signing key is. */
export function workerProcesses(installation: Installation, operator: Operator): Child[] {
  const { data, dev, urls, publicUrl, mail, seal, webhooks, witness, signer } = installation;
  const worker = (name: Child["name"], kind: string, env: Record<string, string>): Child => ({
    name,
    args: ["worker.ts", kind],
    env: { NODE_ENV: modeOf(dev), ...env },
  });
  const signing = worker("signer", "sign", {
    DATABASE_URL: urls.cs_signer,
    SIGNER_FOLDER: join(data, "signer"),
    LOG_ORIGIN: originOf(operator),
    WITNESSES: operator["WITNESSES"] ?? witness?.setting ?? "",
  });
  return [
    worker("reconciler", "reconcile", {
      DATABASE_URL: urls.cs_app,
      PUBLIC_URL: publicUrl,
      WEBHOOKS_PRIVATE: operator["WEBHOOKS_PRIVATE"] ?? "",
      ...mail.jobs,
      ...seal.jobs,
      ...webhooks,
    }),
    worker("sequencer", "sequence", { DATABASE_URL: urls.cs_sequencer }),
    ...(signer ? [signing] : []),
  ];
}

const originOf = (operator: Operator): string => operator["LOG_ORIGIN"] ?? "countersign.local/log";
const modeOf = (dev: boolean): Mode => (dev ? "development" : "production");
