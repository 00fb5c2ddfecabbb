import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";
import type { History } from "./history.ts";

/** Keeps every signed head it gets, as an external auditor would. */
export async function watchCheckpoints(
  client: Client,
  history: History,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const { status, body } = await client.once<string>({ method: "GET", path: "/api/v1/log/checkpoint" });
    if (status === 200) history.checkpoints.add(body);
    await sleep(150);
  }
}
