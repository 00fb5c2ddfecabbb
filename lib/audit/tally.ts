/**
 * Counts acts too frequent to be recorded one by one: refused requests and readings of the log. They are counted for
 * a while and then recorded as one event per doer and act, so that nobody can flood the log.
 */

/** Who did it, as far as known: a person, a token, or a block of network addresses. */
export type Doer = { readonly type: "person" | "token" | "address"; readonly id: string };

export type Happening = {
  readonly kind: "denial" | "reading";
  /** The workspace; null before it is known. */
  readonly workspaceId: string | null;
  readonly doer: Doer;
  /** A refusal's code, or the name of the view. */
  readonly code: string;
  /** Separates readings of the same view: a digest of the filter. */
  readonly filter?: string | undefined;
  /** Method and route pattern, without the values in it; or the one item that was read. */
  readonly what?: string | undefined;
  /** The network address: personal, stored erasable. */
  readonly address?: string | undefined;
  /** The account that was tried: personal, stored erasable. */
  readonly tried?: string | undefined;
};

export type Tallied = Pick<Happening, "kind" | "workspaceId" | "doer" | "code" | "filter"> & {
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The first few of each; `count` is the total. */
  readonly what: readonly string[];
  readonly addresses: readonly string[];
  readonly tried: readonly string[];
};

export type Tally = {
  note(happening: Happening, now: Date): void;
  /** Removes and returns the tallies whose window ended before `now`, or all without `now`. */
  take(now?: Date): Tallied[];
  /** Puts back what could not be recorded. */
  putBack(tallied: readonly Tallied[]): void;
};

/** How long equal acts are counted before they are recorded: refusals 1 min, readings 5 min. */
const WINDOW_MS = { denial: 60_000, reading: 300_000 } as const;
/** Beyond this many keys, further doers of the same act are counted together as "many". */
const TALLY_KEYS_MAX = 500;
const SAMPLES_MAX = 5;
/** The maximum length kept of typed text. */
const SAMPLE_LENGTH_MAX = 254;

export function newTally({ keysMax = TALLY_KEYS_MAX, windowMs = WINDOW_MS } = {}): Tally {
  const open = new Map<string, Tallied>();
  const add = (more: Tallied) => {
    const key = keyOf(more);
    const known = open.get(key);
    if (!known && open.size >= keysMax && more.doer.id !== MANY)
      return void add({ ...more, doer: { ...more.doer, id: MANY }, filter: undefined });
    open.set(key, known ? together(known, more) : more);
  };
  return {
    note: (happening, now) => add(firstOf(happening, now)),
    take(now) {
      const taken: Tallied[] = [];
      for (const [key, tallied] of open) {
        if (now && now.getTime() - tallied.firstAt.getTime() < windowMs[tallied.kind]) continue;
        open.delete(key);
        taken.push(tallied);
      }
      return taken;
    },
    putBack: (tallied) => tallied.forEach(add),
  };
}

/** Replaces an id when too many did the same to be counted apart. */
export const MANY = "many";

const keyOf = ({ kind, workspaceId, doer, code, filter }: Tallied): string =>
  JSON.stringify([kind, workspaceId, doer.type, doer.id, code, filter ?? ""]);

function firstOf({ what, address, tried, ...happening }: Happening, now: Date): Tallied {
  const sample = (text: string | undefined) =>
    text ? [text.slice(0, SAMPLE_LENGTH_MAX).replace(/[^\x20-\x7e]/g, "?")] : [];
  return {
    ...happening,
    count: 1,
    firstAt: now,
    lastAt: now,
    what: sample(what),
    addresses: sample(address),
    tried: sample(tried),
  };
}

function together(a: Tallied, b: Tallied): Tallied {
  const some = (one: readonly string[], two: readonly string[]) =>
    two.every((text) => one.includes(text)) ? one : [...new Set([...one, ...two])].slice(0, SAMPLES_MAX);
  return {
    ...a,
    count: a.count + b.count,
    firstAt: new Date(Math.min(a.firstAt.getTime(), b.firstAt.getTime())),
    lastAt: new Date(Math.max(a.lastAt.getTime(), b.lastAt.getTime())),
    what: some(a.what, b.what),
    addresses: some(a.addresses, b.addresses),
    tried: some(a.tried, b.tried),
  };
}
