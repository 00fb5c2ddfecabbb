import type { Challenge } from "#lib/councils/challenge.ts";
import type { Taken } from "#lib/councils/signable.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { challengeOf, satisfiedIn } from "#lib/releases/challenges.ts";
import { discussed, type Thread, type ThreadAct, type ThreadKind } from "#lib/releases/discussion.ts";
import type { Told } from "./documents.ts";

type Held = {
  readonly number: number;
  readonly kind: ThreadKind;
  readonly seat: BusinessFunction | null;
  readonly acts: ThreadAct[];
};

/** The threads of a release, event by event, folded as the tables are. */
export class ThreadsTold {
  readonly #held = new Map<string, Held>();
  /** Findings whose authors lost the authority. */
  #unheard: ReadonlySet<string> = new Set();

  find(id: string): Thread | undefined {
    const held = this.#held.get(id);
    return held && { ...held, id, ...discussed(held.acts), acts: held.acts.length };
  }

  #challenges = (): Thread[] =>
    [...this.#held.keys()].map((id) => this.find(id)!).filter(({ kind }) => kind === "challenge");

  all = (): Challenge[] => this.#challenges().map(challengeOf);

  taken = (): Taken[] => this.#challenges().flatMap(satisfiedIn);

  lapse(ids: readonly string[]): void {
    this.#unheard = new Set(ids);
  }

  heard = (judgement: { readonly id: string }): boolean => !this.#unheard.has(judgement.id);

  take(event: Told): void {
    if (event.type === "thread.opened" || event.type === "challenge.raised") {
      const [kind, seat] =
        event.type === "thread.opened"
          ? (["thread", null] as const)
          : (["challenge", event.data.seat] as const);
      this.#held.set(event.data.thread, { number: event.data.nth, kind, seat, acts: [] });
    }
    const act = actOf(event);
    if (act && isInThread(event)) this.#add(event, act);
  }

  #add({ data, actor, at }: { data: { thread: string }; actor: string; at: string }, act: Act): void {
    const acts = this.#held.get(data.thread)?.acts;
    const by = { id: actor, name: actor };
    acts?.push({ judgement: null, ...act, act: acts.length + 1, by, at: new Date(at) });
  }
}

type Act = Pick<ThreadAct, "verb" | "post" | "version"> & Partial<Pick<ThreadAct, "judgement">>;

export type InThread = Told<
  | "thread.opened"
  | "thread.replied"
  | "thread.edited"
  | "thread.resolved"
  | "thread.reopened"
  | "challenge.raised"
  | "challenge.answered"
  | "challenge.judged"
>;

export const isInThread = (told: Told): told is InThread =>
  told.type.startsWith("thread.") || told.type.startsWith("challenge.");

function actOf(event: Told): Act | null {
  switch (event.type) {
    case "thread.opened":
    case "challenge.raised":
      return { verb: "opened", post: 1, version: 1 };
    case "thread.replied":
      return { verb: "replied", post: event.data.post, version: 1 };
    case "challenge.answered":
      return { verb: "answered", post: event.data.post, version: 1 };
    case "thread.edited":
      return { verb: "edited", post: event.data.post, version: event.data.version };
    case "thread.resolved":
      return { verb: "resolved", post: 0, version: 0 };
    case "thread.reopened":
      return { verb: "reopened", post: 0, version: 0 };
    case "challenge.judged": {
      const { post, version, judgement, question, satisfied, seat, subject } = event.data;
      return { verb: "judged", post, version, judgement: { judgement, question, satisfied, seat, subject } };
    }
    default:
      return null;
  }
}
