import type { Fact } from "#lib/audit/replay.ts";
import type { Tx } from "#lib/db/client.ts";
import {
  replayedClosing,
  replayedFinding,
  replayedPost,
  replayedThread,
} from "#lib/releases/replayed-threads.ts";
import { type KeptThread, threadsOf } from "./threads.ts";

/** The threads of these releases with what was done in them, to compare with the log. */
export async function threadFacts(tx: Tx, releases: ReadonlyMap<string, string>): Promise<[string, Fact][]> {
  const of = await threadsOf(tx, [...releases.keys()]);
  return [...releases].flatMap(([id, name]) => of(id).flatMap((thread) => factsOf(thread, name)));
}

function factsOf(kept: KeptThread, of: string): [string, Fact][] {
  const { id: thread, number: nth, round, anchor, pinned, seat } = kept;
  return [
    replayedThread({ thread, of, nth, round, anchor, pinned, seat }),
    ...kept.log.map((act) => actFact(thread, act)),
  ];
}

function actFact(thread: string, act: KeptThread["log"][number]): [string, Fact] {
  const { verb, post, version, judgement, mentions } = act;
  const held = { thread, by: act.by.id, at: act.at.toISOString() };
  if (verb === "resolved" || verb === "reopened") return replayedClosing({ ...held, verb });
  return judgement
    ? replayedFinding({ ...held, ...judgement, post, version })
    : replayedPost({ ...held, verb, post, version, mentions });
}
