import { vi } from "vitest";
import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { removeWebhook } from "#lib/overview/commands/remove-webhook.ts";
import { webhookList } from "#lib/overview/queries/webhook-list.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { verifyWebhook } from "#lib/protocols/standard-webhooks/sign.ts";
import { type Received, receiver } from "#lib/testing/servers/receiver.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { type Outgoing, type Posted, postWebhook } from "#lib/workers/post-webhook.ts";
import { sendWebhooks } from "#lib/workers/send-webhooks.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { storedProof } from "./factors.ts";
import { TEST_WEBHOOKS } from "./test-webhooks.ts";
import { testWorld } from "./world.ts";

type Answering = NonNullable<Parameters<typeof receiver>[0]>;
const fine: Answering = (response) => void response.writeHead(204).end();

export type Listening = Awaited<ReturnType<typeof listening>>;

/** The world with a receiver of webhooks on this machine, which takes everything until told otherwise. */
export async function listening() {
  const world = await testWorld();
  const { here, people } = world;
  const sequencer = await logConnection(here.database.sequencerUrl, "test sequencer");
  let answer = fine;
  const to = await receiver((response, received) => answer(response, received));

  const place = async () => {
    while ((await sequenceBatch(sequencer)) > 0);
  };
  const post = (outgoing: Outgoing): Promise<Posted> =>
    postWebhook(outgoing, { allowPrivate: true, msMax: 2000 });
  const turn = (posting = post) =>
    sendWebhooks(here.db, {
      workspaceId: here.workspaceId,
      origin: "https://countersign.example",
      key: TEST_WEBHOOKS.WEBHOOK_KEY,
      post: posting,
      now: here.clock.now,
    });
  /** Sequences and sends until nothing is ready. */
  const sendAll = async (posting = post) => {
    await place();
    while ((await turn(posting)).more);
  };
  const created = async (more: Partial<Parameters<typeof webhookTerms>[0]> = {}) => {
    await place();
    const asked = { name: "Board", url: to.url, kinds: ["model"], ...more };
    const proof = await storedProof(here, people.ada, "create-webhook", webhookTerms(asked));
    return here.make(createWebhook, { ...asked, ...proof }, people.ada);
  };
  const listed = () => here.see(webhookList, {}, people.ada);
  let named = 0;
  const newModel = () => addModel(here, people.jonas, `another-${++named}`);
  const later = (ms: number) => {
    here.clock.now = new Date(here.clock.now.getTime() + ms);
  };
  const signedBy = (secret: string, one: Received) => isSignedBy(secret, one, here.clock.now);
  const answering = (answered: Answering) => {
    answer = answered;
  };
  /** Before each test: nothing was received, and everything is taken. */
  const begin = () => {
    vi.stubEnv("WEBHOOKS_PRIVATE", "true");
    answering(fine);
    to.received.length = 0;
  };
  const end = async () => {
    for (const { id } of (await listed()).webhooks)
      await here.make(removeWebhook, { webhookId: id }, people.ada);
    vi.unstubAllEnvs();
  };
  const close = async () => {
    await to.stop();
    await sequencer.end();
    await here.close();
  };
  const acts = { place, post, turn, sendAll, created, listed, newModel, later, signedBy, answering, fine };
  return { ...world, ...acts, received: to.received, url: to.url, begin, end, close };
}

const isSignedBy = (secret: string, { headers, body }: Received, now: Date): boolean =>
  verifyWebhook(
    secret,
    {
      messageId: String(headers["webhook-id"]),
      timestampSeconds: Number(headers["webhook-timestamp"]),
      payload: body,
    },
    String(headers["webhook-signature"]),
    now.getTime() / 1000,
  );

export const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers["webhook-id"]);
