import type { DomainEvent, EventType } from "#lib/overview/events.ts";

type Said<T extends EventType> = Omit<DomainEvent<T>, "type">;

/**
 * An event, its data and details checked by its type. `more` is what the rows need and the log does not say: ids,
 * the parts of a shift.
 */
export function eventOf<T extends EventType>(type: T, said: Said<T>): DomainEvent<T>;
export function eventOf<T extends EventType, More extends object>(
  type: T,
  said: Said<T>,
  more: More,
): DomainEvent<T> & More;
export function eventOf(type: string, said: object, more: object = {}): unknown {
  return { ...more, ...said, type };
}
