/** The outcome of something that may be refused. Refusals are values; only bugs throw. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What was refused, or null. */
export const errorOf = <E>(result: Result<unknown, E>): E | null => (result.ok ? null : result.error);

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
