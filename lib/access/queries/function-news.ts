import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { OPERATOR } from "#lib/access/rows/open-grants.ts";
import { toldTo } from "#lib/access/rows/told.ts";
import { FUNCTION_STEPS, NEWS_DAYS } from "#lib/access/told.ts";
import { functionNewsView } from "#lib/access/views/function-news.ts";
import { defineQuery } from "#lib/command/query.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";

const SHOWN_MAX = 5;

/** What others did lately to the reader's functions, and to anybody's of a function that the reader holds; newest first. */
export const functionNews = defineQuery({
  name: "function-news",
  permission: "registry:read",
  summary: "What happened to your functions and to those of the others who hold them",
  input: z.strictObject({}),
  output: functionNewsView,

  async load(tx, _input, { caller, now }) {
    if (caller.kind !== "person") return ok({ news: [] });
    const reader = {
      id: Prisma.sql`${caller.id}::uuid`,
      functions: Prisma.sql`${[...caller.functions]}`,
    };
    const rows = await tx.$queryRaw<Row[]>`
      SELECT act.person_id::text AS "personId", person.name, act.person_id = ${caller.id}::uuid AS own, act.function,
             act.verb, coalesce(other.name, ${OPERATOR}) AS by, act.at, act.effective_at AS "effectiveAt"
      FROM function_act act JOIN person ON person.id = act.person_id LEFT JOIN person other ON other.id = act.by_id
      WHERE act.at > ${daysLater(now, -NEWS_DAYS)} AND act.at <= ${now} AND act.verb = ANY (${[...FUNCTION_STEPS]})
        AND ${toldTo(reader)}
      ORDER BY act.at DESC, act.step DESC LIMIT ${SHOWN_MAX}`;
    return ok({
      news: rows.map(({ at, effectiveAt, verb, function: name, ...row }) => ({
        ...row,
        function: oneOf(FUNCTIONS, name),
        verb: oneOf(FUNCTION_STEPS, verb),
        at: at.toISOString(),
        effectiveAt: effectiveAt?.toISOString() ?? null,
      })),
    });
  },
});

type Row = {
  personId: string;
  name: string;
  own: boolean;
  function: string;
  verb: string;
  by: string;
  at: Date;
  effectiveAt: Date | null;
};
