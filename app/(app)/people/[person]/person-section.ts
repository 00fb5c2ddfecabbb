import type { PersonPageView } from "#lib/access/views/person-page.ts";
import type { Caller } from "#lib/kernel/caller.ts";

/** Whom a section of the page is about, and who reads it. */
export type PersonSection = { caller: Caller } & Pick<PersonPageView, "person" | "identity">;
