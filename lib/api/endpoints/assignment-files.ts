import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CsvFile, everyPage } from "#lib/api/csv-list.ts";
import { noteReading } from "#lib/api/guard/note-reading.ts";
import { look } from "#lib/command/query.ts";
import { assignmentList } from "#lib/rollouts/queries/assignment-list.ts";
import type { Assignment } from "#lib/rollouts/views/assignment-list.ts";

const ROWS_MAX = 1_000_000;

const FILE: Omit<CsvFile<Assignment>, "name"> = {
  of: "answers",
  rowsMax: ROWS_MAX,
  pageSize: 1000,
  columns: {
    at: (one) => one.at,
    received_at: (one) => one.receivedAt,
    subject: (one) => one.subject,
    version: (one) => one.version,
    arm: (one) => one.arm,
    served: (one) => one.served,
    exposure: (one) => one.exposure,
    kind: (one) => one.kind,
    rollout: (one) => one.rollout,
    release: (one) => one.release,
    prediction: (one) => one.prediction,
    source: (one) => one.source,
    receipt: (one) => one.receipt,
  },
};

const ABOUT = `Oldest exposure first, in each by the sender's time. At most ${ROWS_MAX.toLocaleString("en")} lines; the last one says when that is not all. Subjects are keyed hashes.`;

const fileOf = <const P extends string>(path: P, name: string, type: string, summary: string) =>
  defineEndpoint({
    name,
    summary,
    description: ABOUT,
    tag: "rollouts",
    method: "GET",
    path,
    who: { permission: assignmentList.permission },
    input: assignmentList.input.omit({ cursor: true, limit: true }),
    limits: { exports: "file" },
    answers: { 200: { description: "The answers that serving reported.", type } },
    handle:
      ({ db, tally }) =>
      async ({ caller, input }) => {
        const jsonLines = type === "text/csv" ? {} : ({ jsonLines: true } as const);
        const file = { ...FILE, ...jsonLines, name: path.slice(path.lastIndexOf("/") + 1) };
        const sent = await everyPage(file, (paging) =>
          look(db, assignmentList, { ...input, ...paging }, { caller }),
        );
        if (sent instanceof Response) noteReading(tally, assignmentList.name, input, caller);
        return sent;
      },
  });

const AT = "/api/v1/models/{model}/pointers/{pointer}";

/** Who was served what on a pointer, as a table and as data. */
export const assignmentFiles = [
  fileOf(
    `${AT}/assignments.csv`,
    "assignment-file",
    "text/csv",
    "Who was served what on a pointer, as comma-separated values",
  ),
  fileOf(
    `${AT}/assignments.ndjson`,
    "assignment-lines",
    "application/x-ndjson",
    "Who was served what on a pointer, a JSON object a line",
  ),
] as const;
