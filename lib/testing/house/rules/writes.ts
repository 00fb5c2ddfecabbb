import { inEachFile } from "../rule.ts";
import { argumentsOf, fieldOf, isNode, lastName, type Node, textOf } from "../syntax.ts";

/** Where rows are written, each with its reason. */
const PLACES: readonly [path: RegExp, reason: string][] = [
  [/^lib\/\w+\/(?:commands|rows)\//, "what a command records, in the transaction the runner gives it"],
  [/^lib\/command\//, "the runner itself"],
  [/^lib\/ledger\/append\.ts$/, "the events of a command, in its transaction"],
  [/^lib\/db\//, "how statements are sent, migrations, roles"],
  [/^lib\/monitoring\/ingest\//, "telemetry is not a decision"],
  [/^lib\/workers\/sequencer\.ts$/, "gives the log's events their places"],
  [/^lib\/workers\/signer\.ts$/, "signs what the sequencer placed"],
  [/^lib\/workers\/witness-rows\.ts$/, "keeps what witnesses cosigned"],
  [/^lib\/workers\/stream-heads\.ts$/, "keeps where the streams of the log end"],
  [/^lib\/workers\/lease\.ts$/, "who works now, not what was decided"],
  [/^lib\/access\/admission\/admit-(?:try|export)\.ts$/, "counts who asks, before there is a caller"],
  [/^lib\/access\/admission\/caller-of-(?:session|token)\.ts$/, "when a session or token was last seen"],
  [/^lib\/access\/admission\/check-credentials\.ts$/, "renews a password's hash as it is given"],
  [/^lib\/access\/admission\/factor-challenge\.ts$/, "what a passkey is asked, spent once"],
  [/^lib\/access\/admission\/verify-factor\.ts$/, "spends a code, a counter, a recovery code"],
  [/^lib\/exposure\/serving\/assignment-table\.ts$/, "which server has loaded which exposure"],
  [/^prisma\/seed\/bootstrap\.ts$/, "the first workspace and its administrator, before anybody can ask"],
  [/^prisma\/seed\/reading\.ts$/, "sets its transaction read-only"],
  [/^(?:faults|bench)\//, "breaks and fills databases of its own"],
];

export const writes = inEachFile("writes rows in the named places only", ({ path, nodes }) => {
  const written = nodes.flatMap(([node]) => {
    const write = writeOf(node);
    return write ? [`writes: ${write}`] : [];
  });
  const [place] = PLACES.find(([pattern]) => pattern.test(path)) ?? [];
  if (!place) return written;
  const oneFile = place.source.endsWith("\\.ts$");
  return oneFile && written.length === 0 ? ["writes nothing: take it off the list"] : [];
});

const WRITING =
  /^(?:create|createMany(?:AndReturn)?|update|updateMany(?:AndReturn)?|upsert|delete|deleteMany)$/;
const SQL =
  /\b(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\S+\s+(?:AS\s+)?(?:\w+\s+)?SET|MERGE\s+INTO|COPY\s+\w+\s+FROM)\b/i;
/** Only in capitals: `truncate` also means cutting a text, and prose speaks of creating and dropping tables. */
const SQL_IN_CAPITALS = /\b(?:TRUNCATE|(?:ALTER|DROP|CREATE)\s+(?:TABLE|ROLE|DATABASE|INDEX|POLICY))\b/;

function writeOf(node: Node): string | null {
  const sql = textOf(node);
  if (sql !== null) return (SQL.exec(sql) ?? SQL_IN_CAPITALS.exec(sql))?.[0] ?? null;
  if (node.type === "TaggedTemplateExpression") return raw(lastName(node["tag"]));
  if (node.type !== "CallExpression") return null;
  const { callee } = node;
  const method = lastName(callee);
  if (!method || !isNode(callee) || callee.type !== "MemberExpression") return null;
  if (WRITING.test(method) && (ofTable(callee["object"]) || takesRow(node))) return `.${method}(`;
  if (method === "query" && isUnreadable(node, callee)) return "a statement that cannot be read here";
  return raw(method);
}

const raw = (method: string | null): string | null =>
  method && /^\$(?:executeRaw(?:Unsafe)?|queryRawUnsafe)$/.test(method) ? method : null;

/** `db.prisma.<table>` and `tx.<table>`. */
const ofTable = (object: unknown): boolean =>
  isNode(object) &&
  object.type === "MemberExpression" &&
  /^(?:prisma|tx)$/.test(lastName(object["object"]) ?? "");

/** Under another name it still has Prisma's arguments: a row in `data`, or a selection in `where`. */
const takesRow = (call: Node): boolean =>
  ["data", "where"].some((field) => fieldOf(argumentsOf(call)[0], field) !== undefined);

/** A connection is sent something other than a literal statement. */
const isUnreadable = (call: Node, callee: Node): boolean =>
  /^(?:pool|client|connection|pg)$/i.test(lastName(callee["object"]) ?? "") &&
  textOf(argumentsOf(call)[0]) === null &&
  fieldOf(argumentsOf(call)[0], "text") === undefined;
