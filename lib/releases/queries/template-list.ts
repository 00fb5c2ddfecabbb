import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { type KeptTemplate, releasesByTemplate, templatesHere } from "#lib/releases/rows/templates.ts";
import { templateListView } from "#lib/releases/views/template-list.ts";

/** The templates from which releases are made here, each in its newest version. */
export const templateList = defineQuery({
  name: "template-list",
  permission: "template:read",
  summary: "List the workspace's templates of releases",
  input: z.strictObject({}),
  output: templateListView,

  async load(tx, _input, { caller }) {
    const [here, releases] = [await templatesHere(tx), await releasesByTemplate(tx)];
    return ok({
      items: here.flatMap(([newest, ...earlier]) =>
        newest
          ? [
              {
                id: newest.id,
                ...stamped(newest),
                content: newest.content,
                earlier: earlier.map(stamped),
                releases: releases.get(newest.id) ?? 0,
              },
            ]
          : [],
      ),
      whyNotPublish: whyNotPermitted(caller, "template:publish"),
    });
  },
});

const stamped = ({ version, digest, publishedBy, publishedAt }: KeptTemplate) => ({
  version,
  digest,
  publishedBy,
  publishedAt: publishedAt.toISOString(),
});
