/** A JSON value made of what canonical JSON can carry exactly: integers only, decimals as strings. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export type EventTarget = {
  readonly type: string;
  readonly id: string;
  /** The digest of the thing acted on, where it has one. */
  readonly digest?: string;
};

/**
 * A fact in the past tense, decided by a command. The rows and the audit entry are both made from it, so they
 * cannot disagree. Which types there are, and what each one's data is, the rooms' catalogues say.
 */
export type EventShape = {
  /** `noun.verbed`, e.g. `version.registered`. */
  readonly type: string;
  /** The aggregate whose row the command locked: `release/<id>`. */
  readonly stream: string;
  readonly targets: readonly EventTarget[];
  /** Something else than that it was done: a refusal that is itself a fact. */
  readonly outcome?: "denied";
  /** Public facts; part of the hashed entry, so a decision can be made again from the log alone. */
  readonly data: { readonly [key: string]: Plain };
  /** Personal or free-text detail, kept beside the log and erasable; the entry holds salted commitments. */
  readonly details?: { readonly [name: string]: Plain };
};
