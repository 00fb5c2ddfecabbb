import { setTimeout as sleep } from "node:timers/promises";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Installation } from "../rig/installation.ts";
import { type Actor, quickPlan } from "../rig/world.ts";
import { Client } from "./client.ts";
import type { History } from "./history.ts";

/** The world's people, each in their own browser. */
export type Council = {
  readonly author: Client;
  readonly manager: Client;
  readonly signers: readonly Client[];
  readonly engineers: readonly Client[];
};

export function councilOf({ world, urls }: Pick<Installation, "world" | "urls">, history: History): Council {
  const client = ({ person, cookie }: Actor) => new Client(person.name, urls, { cookie }, history);
  return {
    author: client(world.author),
    manager: client(world.manager),
    signers: world.signers.map(client),
    engineers: world.engineers.map(client),
  };
}

type Draft = { readonly model: string; readonly version?: number; readonly plan?: typeof quickPlan };

/** Opens a release and submits it to its council. Returns its number, or null when it cannot be known. */
export async function openAndSubmit({ author }: Council, draft: Draft): Promise<number | null> {
  const { model, version = 2, plan = quickPlan } = draft;
  const body = { model, version, pointer: "production", case: testCase, plan };
  const opening = { path: "/api/v1/releases", body, what: "open-release", event: "release.opened" };
  const opened = await author.act<{ number: number }>(opening);
  if (opened.ending !== "ok") return null;
  const { number } = opened.body;
  const path = `/api/v1/releases/${number}/submit`;
  await author.act({ path, body: {}, what: "submit-release", event: "release.submitted" });
  return number;
}

type Release = { round: number; subjectDigest: string; state: string };

/** Reads the release, proves presence and signs one of its seats. */
export async function signSeat(
  signer: Client,
  release: number,
  seat: "data-science" | "engineering",
): Promise<string> {
  const { round, subjectDigest, state } = await signer.see<Release>(`/api/v1/releases/${release}`);
  if (state !== "in-review") return state;
  const presence = { password: PASSWORD, act: "cast-verdict", subjectDigest };
  const stepUpId = await proof(signer, presence);
  const signed = await signer.act<{ state: string }>({
    path: `/api/v1/releases/${release}/verdicts`,
    body: { round, subjectDigest, seat, decision: "approve", comment: "Read.", stepUpId },
    what: "cast-verdict",
    event: "verdict.cast",
  });
  return signed.ending === "ok" ? signed.body.state : signed.ending;
}

async function proof(signer: Client, body: object): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const proved = await signer.once<{ stepUpId: string }>({ path: "/api/v1/session/step-up", body });
    if (proved.status === 200) return proved.body.stepUpId;
    if (proved.status >= 400 && proved.status < 500 && proved.status !== 429)
      throw new Error(`step-up answered ${proved.status}: ${JSON.stringify(proved.body)}`);
    await sleep(200);
  }
  throw new Error("no proof of presence could be obtained");
}

/** Signs every seat the policy requires. */
export async function approve({ signers, engineers }: Council, release: number): Promise<void> {
  for (const signer of signers.slice(0, 3)) await signSeat(signer, release, "data-science");
  await signSeat(engineers[0]!, release, "engineering");
}

export async function start({ manager }: Council, release: number): Promise<number | null> {
  const path = `/api/v1/releases/${release}/rollout`;
  const asking = { path, body: { reason: "Agreed." }, what: "start-rollout", event: "rollout.started" };
  const started = await manager.act<{ number: number }>(asking);
  return started.ending === "ok" ? started.body.number : null;
}
