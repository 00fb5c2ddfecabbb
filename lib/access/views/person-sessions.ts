import { z } from "zod";
import { pageOf } from "#lib/kernel/fields.ts";
import { openSession } from "./open-session.ts";
import { person } from "./person.ts";

export const ownSessionsView = pageOf(openSession);

export const personSessionsView = ownSessionsView.extend({
  person: person.extend({ disabledAt: z.string().nullable() }),
});
