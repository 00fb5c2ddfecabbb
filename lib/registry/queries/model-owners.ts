import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { modelOwnersView } from "#lib/registry/views/model-owners.ts";

const PEOPLE_MAX = 500;

/** The people a new model can be given to. Nobody can who was disabled or has not joined. */
export const modelOwners = defineQuery({
  name: "model-owners",
  permission: "model:create",
  summary: "List the people who can own a model",
  input: z.strictObject({}),
  output: modelOwnersView,

  async load(tx) {
    const people = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT person.id::text, person.name FROM membership
      JOIN person ON person.id = membership.person_id AND person.disabled_at IS NULL
        AND EXISTS (SELECT FROM person_identity WHERE person_id = person.id)
      ORDER BY person.name, person.id LIMIT ${PEOPLE_MAX}`;
    return ok({ people });
  },
});
