import type { DomainEvent, EventType } from "#lib/overview/events.ts";

type Said<T extends EventType> = Omit<DomainEvent<T>, "type">;

/**
 * An event with data and details checked against its type. `more` is what the rows need and the log does not record:
 * ids, the parts of a shift.
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
