import type { Log } from "#lib/log.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { type Asked, askWitness } from "#lib/protocols/tlog-witness/ask-witness.ts";
import type { WitnessAddress } from "#lib/protocols/tlog-witness/witness-address.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { type LogConnection, logConnection } from "./log-connection.ts";
import { proveContinuation } from "./signer-head.ts";
import { keepCosignature, listWitnesses, type Newest, newestFor, noteAsked } from "./witness-rows.ts";

const POLL_MS = 500;
const RELIST_MS = 60 * 60 * 1000;
const RETRY_MS_MIN = 1000;
const RETRY_MS_MAX = 60_000;

type Options = { connectionString: string; witnesses: readonly WitnessAddress[]; log: Log };

/**
 * Asks each witness to cosign the newest checkpoint and stores what it signed. Each has a connection and a pace of its
 * own, apart from the signer's: one that is away delays nothing and is asked again after a pause.
 */
export function startWitnessing({ connectionString, witnesses, log }: Options): { stop(): Promise<void> } {
  const listing = takeTurns({
    name: "witnesses",
    log,
    idleMs: RELIST_MS,
    open: async () => ({
      once: async () => {
        await listed(connectionString, witnesses);
        return "idle";
      },
      close: async () => {},
    }),
  });
  const turns = [listing, ...witnesses.map((witness) => askInTurns(connectionString, witness, log))];
  return { stop: async () => void (await Promise.all(turns.map((one) => one.stop()))) };
}

async function listed(connectionString: string, witnesses: readonly WitnessAddress[]): Promise<void> {
  const client = await logConnection(connectionString, "countersign witnesses");
  try {
    const named = witnesses.map(({ key }) => ({ key: formatWitnessKey(key), name: key.name }));
    await listWitnesses(client, named);
  } finally {
    await client.end();
  }
}

function askInTurns(connectionString: string, witness: WitnessAddress, log: Log) {
  const pace = pauseAfterFailures();
  const tell = ({ forgot, trouble, isNews }: Round): void => {
    const said = (text: string): string => `witness ${witness.key.name}: ${text}`;
    if (forgot !== null) log.error(said(`its state was set back to ${forgot} leaves`));
    if (isNews && trouble !== null) log.error(said(trouble));
    if (isNews && trouble === null) log.info(said("cosigns again"));
  };
  return takeTurns({
    name: `witness ${witness.key.name}`,
    log,
    idleMs: POLL_MS,
    open: async () => {
      const client = await logConnection(connectionString, "countersign witnesses");
      const once = async (): Promise<"idle"> => {
        const round = pace.isDue() ? await witnessOnce(client, witness) : null;
        if (round === null) return "idle";
        pace.note(round.trouble === null);
        tell(round);
        return "idle";
      };
      return { once, close: () => client.end() };
    },
  });
}

type Round = {
  /** Why the newest checkpoint is not cosigned, if it is not, and whether that changed. */
  readonly trouble: string | null;
  readonly isNews: boolean;
  /** How many leaves it knows, where it has cosigned more before. */
  readonly forgot: number | null;
};

/** Asks for the newest checkpoint if this witness has not cosigned it; null where there is nothing to ask. */
export async function witnessOnce(client: LogConnection, witness: WitnessAddress): Promise<Round | null> {
  const key = formatWitnessKey(witness.key);
  const newest = await newestFor(client, key);
  if (newest === null) return null;
  const { asked, forgot } = await askFrom(client, witness, newest);
  const trouble = troubleOf(asked, newest.size);
  if (asked.kind === "cosigned") await keepCosignature(client, { key, size: newest.size, ...asked });
  await noteAsked(client, key, trouble);
  return { trouble, isNews: trouble !== newest.trouble, forgot };
}

/** Asks with the size this witness is known to have cosigned, and once more with the size it names. */
async function askFrom(
  client: LogConnection,
  witness: WitnessAddress,
  { note: checkpoint, size, seen }: Newest,
) {
  const from = async (oldSize: number): Promise<Asked> => {
    const proof = await proveContinuation(client, oldSize, size);
    if (proof === null) return { kind: "failed", why: "the stored tree proves no continuation for it" };
    return askWitness(witness, { oldSize, proof, checkpoint }, () => new Date());
  };
  const first = await from(Math.min(seen, size));
  const again = first.kind === "stale" && first.size <= size && first.size !== seen ? first.size : null;
  const forgot = again !== null && again < seen ? again : null;
  return { asked: again === null ? first : await from(again), forgot };
}

function troubleOf(asked: Asked, size: number): string | null {
  switch (asked.kind) {
    case "cosigned":
      return null;
    case "failed":
      return asked.why;
    case "stale":
      return asked.size > size
        ? `has cosigned ${asked.size} leaves, but this log has ${size} signed: signed events were lost, or another log is signed with this key`
        : `has cosigned ${asked.size} leaves with another root: its past and this log's differ`;
    case "contradicted":
      return `refuses the ${size} leaves, because they do not continue what it cosigned: its past and this log's differ (${asked.why})`;
  }
}

/** A pause that doubles with each failure in a row. */
function pauseAfterFailures() {
  let pauseMs = 0;
  let due = 0;
  return {
    isDue: () => performance.now() >= due,
    note: (succeeded: boolean) => {
      pauseMs = succeeded ? 0 : Math.min(Math.max(pauseMs * 2, RETRY_MS_MIN), RETRY_MS_MAX);
      due = performance.now() + pauseMs;
    },
  };
}
