/**
 * What happens too often to be told one by one: refused requests, readings of the log. It is counted for a while and
 * then told in one event for each who did the same, so that nobody can flood the log.
 */

/** Who did it, as far as is known: a person, a token, or whoever is behind a block of addresses. */
export type Doer = { readonly type: "person" | "token" | "address"; readonly id: string };

export type Happening = {
  readonly kind: "denial" | "reading";
  /** Where it belongs; null before a workspace is known. */
  readonly workspaceId: string | null;
  readonly doer: Doer;
  /** A refusal's code, or the view that was read. */
  readonly code: string;
  /** What tells apart readings of the same view: a digest of its filter. */
  readonly filter?: string | undefined;
  /** Method and address as the routes name it, without what was put in; or the one thing that was looked at. */
  readonly what?: string | undefined;
  /** From where: personal, kept erasable. */
  readonly address?: string | undefined;
  /** The account somebody tried: personal, kept erasable. */
  readonly tried?: string | undefined;
};

export type Tallied = Pick<Happening, "kind" | "workspaceId" | "doer" | "code" | "filter"> & {
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The first few of each; `count` says how often it was in all. */
  readonly what: readonly string[];
  readonly addresses: readonly string[];
  readonly tried: readonly string[];
};

export type Tally = {
  note(happening: Happening, now: Date): void;
  /** What was counted in windows that were full before `now`, or all of it; it is counted no longer here. */
  take(now?: Date): Tallied[];
  /** Takes back what could not be told. */
  putBack(tallied: readonly Tallied[]): void;
};

/** So long the same is counted before it is told: refusals a minute, readings five. */
const WINDOW_MS = { denial: 60_000, reading: 300_000 } as const;
/** Beyond so many kept apart, whoever else does the same is counted together as "many". */
const TALLY_KEYS_MAX = 500;
const SAMPLES_MAX = 5;
/** Nothing longer is kept of what somebody typed. */
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

/** In place of an id, where too many did the same to be kept apart. */
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
