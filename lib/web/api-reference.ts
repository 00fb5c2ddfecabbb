import type { referenceOf } from "#lib/api/openapi/reference.ts";

type Reference = ReturnType<typeof referenceOf>;
const KEY = Symbol.for("countersign.api-reference");
type Shared = { [KEY]?: Reference };

/** The server hands its table's description to the pages, which are compiled without the table. */
export function shareReference(reference: Reference): void {
  (globalThis as Shared)[KEY] = reference;
}

/** The API's description, as the server of this process made it. */
export const apiReference = (): Reference => (globalThis as Shared)[KEY] ?? [];
