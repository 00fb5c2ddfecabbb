/** A JSON value that canonical JSON represents exactly: integers only, decimals as strings. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export type EventTarget = {
  readonly type: string;
  readonly id: string;
  /** The digest of the object acted on, if it has one. */
  readonly digest?: string;
};

/**
 * A past-tense fact that a command decided. Rows and audit entry are both written from it, so they cannot
 * disagree. The rooms' catalogues define the types and the data of each.
 */
export type EventShape = {
  /** `noun.verbed`, e.g. `version.registered`. */
  readonly type: string;
  /** The aggregate whose row the command locked: `release/<id>`. */
  readonly stream: string;
  readonly targets: readonly EventTarget[];
  /** Set when the fact is itself a refusal. */
  readonly outcome?: "denied";
  /** Public facts, part of the hashed entry: they make a decision reproducible from the log alone. */
  readonly data: { readonly [key: string]: Plain };
  /** Personal or free-text detail, stored beside the log and erasable; the entry holds salted commitments. */
  readonly details?: { readonly [name: string]: Plain };
};
