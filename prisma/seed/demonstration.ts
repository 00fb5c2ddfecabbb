import { trainVersions } from "#examples/flight-delay/train.ts";
import type { Database } from "#lib/db/client.ts";
import { createPointer } from "#lib/exposure/commands/create-pointer.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { createModel } from "#lib/registry/commands/create-model.ts";
import type { ArtifactStore } from "#lib/storage/artifact-store.ts";
import { createWorkspace } from "./bootstrap.ts";
import { assessModel } from "./first-assessment.ts";
import { releaseFirst } from "./first-release.ts";
import { foundDemonstration } from "./founding.ts";
import { type Post, postBy } from "./joining.ts";
import type { MailReceiver } from "./mail-receiver.ts";
import { ALEX, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SLUG, type DemoPerson, JONAS } from "./people.ts";
import { readIn } from "./reading.ts";
import { DEMO_POLICY } from "./starting-policy.ts";
import { type Story, storyIn } from "./story.ts";
import { issueTrafficToken } from "./traffic-token.ts";
import { compareInCard, MODEL, registerTrained, reportTrained } from "./trained-version.ts";

const STARTS_AT = new Date("2026-11-02T08:00:00.000Z");

type Seeding = {
  db: Database;
  store: ArtifactStore;
  /** Receives the mail by which its people join. */
  mail: MailReceiver;
  log?: (line: string) => void;
  train?: typeof trainVersions;
};

export type SeededDemonstration = {
  readonly workspaceId: string;
  readonly people: readonly DemoPerson[];
  readonly password: string;
  /** The traffic replay's token secret: only the first time, since only its hash is stored. */
  readonly trafficToken: string | null;
};

/**
 * The demonstration workspace, created by running commands under a clock of its own: people, a policy, a model with
 * three really trained versions, the first of them signed and live. Running it again changes nothing; after an
 * interruption it continues. Takes ten seconds.
 */
export async function seedDemonstration({
  db,
  store,
  mail,
  log = () => {},
  train = trainVersions,
}: Seeding): Promise<SeededDemonstration> {
  const post = postBy(db, mail);
  try {
    return await seedBy(post, { db, store, log, train });
  } finally {
    post.close();
  }
}

async function seedBy(
  post: Post,
  { db, store, log, train }: Required<Omit<Seeding, "mail">>,
): Promise<SeededDemonstration> {
  const workspaceId = await founded(db, post);
  const seeded = { workspaceId, people: DEMO_PEOPLE, password: DEMO_PASSWORD };
  if (await isTold(db, workspaceId)) return { ...seeded, trafficToken: null };
  log("Training three versions on the flights of January 2001…");
  const versions = await train();
  log("Creating the demonstration workspace…");
  const story = await storyIn(db, workspaceId, STARTS_AT);
  await foundDemonstration(story, post);
  await addModel(story);
  await assessModel(story);
  const registered = new Map<number, Digest>();
  for (const trained of versions) {
    const { registeredOn, reportedOn } = DAYS[trained.version]!;
    story.later(registeredOn);
    registered.set(trained.version, await registerTrained(story, store, trained));
    story.later(reportedOn);
    await reportTrained(story, trained, registered);
    if (trained.version === 1) await releaseFirst(story, `${trained.title}. ${trained.summary}`);
    else await compareInCard(story, trained);
  }
  return { ...seeded, trafficToken: await issueTrafficToken(db, workspaceId) };
}

const DAYS: Readonly<Record<number, { registeredOn: string; reportedOn: string }>> = {
  1: { registeredOn: "2026-11-03T09:00:00.000Z", reportedOn: "2026-11-03T14:00:00.000Z" },
  2: { registeredOn: "2026-11-12T09:15:00.000Z", reportedOn: "2026-11-12T15:30:00.000Z" },
  3: { registeredOn: "2026-11-18T10:00:00.000Z", reportedOn: "2026-11-18T16:20:00.000Z" },
};

async function founded(db: Database, post: Post): Promise<string> {
  const there = await db.prisma.workspace.findUnique({ where: { slug: DEMO_SLUG } });
  if (there && (await isTold(db, there.id))) return there.id;
  const admin = { name: ALEX.name, email: ALEX.email, password: DEMO_PASSWORD };
  const workspace = {
    slug: DEMO_SLUG,
    name: "Skyline Operations",
    admin,
    post,
    policy: DEMO_POLICY,
    now: STARTS_AT,
  };
  const created = await createWorkspace({ db, ...workspace });
  if (!created.ok) throw new Error(created.error.message);
  return created.value.workspaceId;
}

/** The traffic replay's token is created last. */
const isTold = (db: Database, workspaceId: string): Promise<boolean> =>
  readIn(db, workspaceId, async (tx) => (await tx.serviceToken.count()) > 0);

async function addModel(story: Story): Promise<void> {
  await story.sitting(JONAS.email, async ({ act, caller }) => {
    await act(createModel, {
      name: MODEL,
      title: "Late arrival of flights",
      purpose:
        "Predicts before departure how likely a scheduled flight is to arrive more than fifteen minutes late, so that gates and ground staff can be planned.",
      intendedUse:
        "Planning on the day of departure by operations staff. The score orders what a person looks at first; it decides nothing by itself and is never shown to passengers.",
      riskTier: "high",
      ownerId: caller.id,
    });
    await act(createPointer, { model: MODEL, name: "production" });
  });
}
