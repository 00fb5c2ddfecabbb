import { handOverToken } from "#lib/access/commands/hand-over-token.ts";
import { issueToken, TOKEN_DAYS_MAX } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { tokenList } from "#lib/access/queries/token-list.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import {
  type CliCommand,
  EXIT,
  type ExitCode,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  type Out,
  readArguments,
  table,
  wholeNumber,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";
import { personOf } from "../person-of.ts";

const DEFAULT_DAYS = "90";

type Action = (args: readonly string[], out: Out) => Promise<ExitCode>;

/** Creates, lists and revokes service tokens with the commands the API runs, so the log records each act. */
export const tokenCommand: CliCommand = {
  summary: "create, list and revoke service tokens",
  help: `countersign token create --name <name> --scopes <scope,scope> --responsible <e-mail> [--days <n>]
                         [--source <name> [--pointer <model>.<pointer>]]
countersign token hand-over <token id> --responsible <e-mail>
countersign token list
countersign token revoke <token id>

  --name <name>        what the token is for
  --scopes <list>      comma-separated, of: ${TOKEN_SCOPES.join(", ")}
  --responsible <mail> the person who answers for what it does; they cannot sign it
  --source <name>      as whom it sends evidence (with telemetry:ingest)
  --pointer <key>      the one pointer it may send evidence for, like churn-risk.production
  --days <n>           how long it is valid (default: ${DEFAULT_DAYS}, at most ${TOKEN_DAYS_MAX})
${INSTALLATION_HELP}

The secret is printed once and not stored.`,
  async run(args, out) {
    const [action = "", ...rest] = args;
    const actions: Record<string, Action> = { create, "hand-over": handOver, list, revoke };
    const chosen = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!chosen) throw wrongUsage(`Choose one: token ${Object.keys(actions).join(", token ")}.`);
    return chosen(rest, out);
  },
};

const create: Action = async (args, out) => {
  const own = {
    name: { type: "string" },
    scopes: { type: "string" },
    responsible: { type: "string" },
    days: { type: "string" },
    source: { type: "string" },
    pointer: { type: "string" },
  } as const;
  const { values } = readArguments(args, { ...INSTALLATION_OPTIONS, ...own });
  const { name, scopes, responsible } = values;
  if (name === undefined) throw wrongUsage("Give the token a name with --name.");
  if (scopes === undefined) throw wrongUsage("Name the token's scopes with --scopes.");
  if (responsible === undefined) throw wrongUsage("Name who answers for the token with --responsible.");
  const expiresInDays = wholeNumber(values.days ?? DEFAULT_DAYS, "--days");
  const source = sourceNamed(values);
  const input = { name, scopes: scopes.split(",").map((scope) => scope.trim()), expiresInDays, ...source };
  const unknown = input.scopes.find((scope) => !TOKEN_SCOPES.some((known) => known === scope));
  if (unknown !== undefined)
    throw wrongUsage(`${unknown} is not a scope. Choose from ${TOKEN_SCOPES.join(", ")}.`);
  const issued = await inInstallation(values, async (here) =>
    orEnd(
      await run(here.db, issueToken, { ...input, responsibleId: await personOf(here, responsible) }, here),
    ),
  );
  if (values.json) out.line(JSON.stringify(issued, null, 2));
  else {
    out.line(issued.secret);
    out.complain(
      `Token ${issued.tokenId}, valid until ${issued.expiresAt}. Its secret is shown only this once.`,
    );
  }
  return EXIT.ok;
};

function sourceNamed({ source, pointer }: { source?: string | undefined; pointer?: string | undefined }) {
  if (source !== undefined)
    return { source: { name: source, ...(pointer === undefined ? {} : { pointer }) } };
  if (pointer !== undefined) throw wrongUsage("Name who sends evidence for this pointer with --source.");
  return {};
}

const handOver: Action = async (args, out) => {
  const own = { responsible: { type: "string" } } as const;
  const { values, positionals } = readArguments(args, { ...INSTALLATION_OPTIONS, ...own }, ["token"]);
  const { responsible } = values;
  if (responsible === undefined) throw wrongUsage("Name who answers for the token with --responsible.");
  const handed = await inInstallation(values, async (here) => {
    const input = { tokenId: positionals[0], responsibleId: await personOf(here, responsible) };
    return orEnd(await run(here.db, handOverToken, input, here));
  });
  const said = `${handed.responsible} is responsible for token ${handed.tokenId}.`;
  out.line(values.json ? JSON.stringify(handed, null, 2) : said);
  return EXIT.ok;
};

const list: Action = async (args, out) => {
  const { values } = readArguments(args, INSTALLATION_OPTIONS);
  const tokens = await inInstallation(values, everyToken);
  if (values.json) out.line(JSON.stringify(tokens, null, 2));
  else out.line(tokens.length === 0 ? "No tokens." : table([HEADING, ...tokens.map(rowOf)]));
  return EXIT.ok;
};

const revoke: Action = async (args, out) => {
  const { values, positionals } = readArguments(args, INSTALLATION_OPTIONS, ["token"]);
  const input = { tokenId: positionals[0] };
  const revoked = await inInstallation(values, async (here) =>
    orEnd(await run(here.db, revokeToken, input, here)),
  );
  out.line(values.json ? JSON.stringify(revoked, null, 2) : `Token ${revoked.tokenId} is revoked.`);
  return EXIT.ok;
};

async function everyToken(here: Here) {
  const page = async (cursor?: string) =>
    orEnd(await look(here.db, tokenList, { limit: 100, ...(cursor ? { cursor } : {}) }, here));
  const first = await page();
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null; ) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
}

const HEADING = ["ID", "NAME", "STATE", "RESPONSIBLE", "SECRET", "EXPIRES", "SOURCE", "SCOPES"];

const rowOf = (token: Awaited<ReturnType<typeof everyToken>>[number]): string[] => [
  token.id,
  token.name,
  token.state,
  token.responsible ?? "nobody",
  `${token.prefix}…`,
  token.expiresAt.slice(0, 10),
  token.source === null ? "none" : `${token.source.name} for ${token.source.pointer ?? "every pointer"}`,
  token.scopes.join(","),
];
