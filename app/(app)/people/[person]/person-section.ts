import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Caller } from "#lib/kernel/caller.ts";

/** Whom a section of the page is about, and who reads it. */
export type PersonSection = { caller: Caller; person: ListedPerson };
