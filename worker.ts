import { connect } from "#lib/db/client.ts";
import { log } from "#lib/log.ts";
import { readWitnesses } from "#lib/protocols/tlog-witness/witness-address.ts";
import { startJobWorker } from "#lib/workers/job-worker.ts";
import { startMailing } from "#lib/workers/mail-turns.ts";
import { startReconciler } from "#lib/workers/reconciler.ts";
import { startSequencer } from "#lib/workers/sequencer.ts";
import { startSigner } from "#lib/workers/signer.ts";
import { startWebhooks } from "#lib/workers/webhook-turns.ts";
import { startWitnessing } from "#lib/workers/witnessing.ts";

/**
 * One background process: `worker.ts reconcile`, `sequence` or `sign`. Each kind has its own database role, given by
 * DATABASE_URL, and any number may run. Only the signer learns where the signing key is.
 */
const kinds = { reconcile, sequence, sign };

type Stoppable = { stop(): Promise<void> };

async function reconcile(connectionString: string): Promise<Stoppable> {
  const db = connect(connectionString, { poolSize: 4 });
  const reconciler = startReconciler(db, connectionString, log);
  const jobs = startJobWorker(db, connectionString, log);
  const mailing = startMailing(db, log);
  const webhooks = startWebhooks(db, log);
  return {
    stop: async () => {
      await Promise.all([reconciler.stop(), jobs.stop(), mailing.stop(), webhooks.stop()]);
      await db.close();
    },
  };
}

async function sequence(connectionString: string): Promise<Stoppable> {
  return startSequencer({ connectionString, log });
}

async function sign(connectionString: string): Promise<Stoppable> {
  const stateFolder = required("SIGNER_FOLDER");
  const origin = process.env["LOG_ORIGIN"] ?? "countersign.local/log";
  const witnesses = readWitnesses(process.env["WITNESSES"]);
  const signer = await startSigner({ connectionString, stateFolder, origin, log });
  const witnessing = startWitnessing({ connectionString, witnesses, log });
  return { stop: async () => void (await Promise.all([signer.stop(), witnessing.stop()])) };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Start with \`npm run up\`, which sets it.`);
  return value;
}

const [kind] = process.argv.slice(2);
if (!kind || !Object.hasOwn(kinds, kind)) {
  process.stderr.write(`usage: worker.ts ${Object.keys(kinds).join(" | ")}\n`);
  process.exit(2);
}
const working = await kinds[kind as keyof typeof kinds](required("DATABASE_URL"));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void working.stop().finally(() => process.exit(0)));
// A killed parent leaves no children: its end closes this channel.
process.once("disconnect", () => void working.stop().finally(() => process.exit(0)));
