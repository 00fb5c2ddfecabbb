import { look } from "#lib/command/query.ts";
import { releaseList } from "#lib/releases/queries/release-list.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";
import {
  type CliCommand,
  EXIT,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  readArguments,
  table,
  wholeNumber,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";

const PAGE_SIZE = 100;
const DEFAULT_LIMIT = "50";

type Listed = Awaited<ReturnType<typeof listReleases>>;

/** Lists releases, newest first. */
export const releaseCommand: CliCommand = {
  summary: "list releases",
  help: `countersign release list [--state <state>] [--model <name>] [--limit <n>] [--json]

Lists releases, newest first.
  --state <state>      one of ${RELEASE_STATES.join(", ")}
  --model <name>       of one model
  --limit <n>          at most this many (default: ${DEFAULT_LIMIT})
${INSTALLATION_HELP}`,
  async run(args, out) {
    const own = { state: { type: "string" }, model: { type: "string" }, limit: { type: "string" } } as const;
    const { values, positionals } = readArguments(args, { ...INSTALLATION_OPTIONS, ...own }, [
      "action (list)",
    ]);
    if (positionals[0] !== "list")
      throw wrongUsage(`Unknown action \`release ${positionals[0]}\`; use release list.`);
    const { state, model } = values;
    if (state !== undefined && !isState(state)) throw wrongUsage(`${state} is not a state of a release.`);
    const filter = { ...(state ? { state } : {}), ...(model ? { model } : {}) };
    const limit = wholeNumber(values.limit ?? DEFAULT_LIMIT, "--limit");
    const releases = await inInstallation(values, (here) => listReleases(here, filter, limit));
    if (values.json) out.line(JSON.stringify(releases, null, 2));
    else out.line(releases.length === 0 ? "No releases." : table([HEADING, ...releases.map(rowOf)]));
    return EXIT.ok;
  },
};

const isState = (text: string): text is ReleaseState => RELEASE_STATES.some((state) => state === text);

async function listReleases(here: Here, filter: { state?: ReleaseState; model?: string }, limit: number) {
  const page = async (cursor: string | undefined, size: number) =>
    orEnd(await look(here.db, releaseList, { ...filter, limit: size, ...(cursor ? { cursor } : {}) }, here));
  const first = await page(undefined, Math.min(limit, PAGE_SIZE));
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null && items.length < limit; ) {
    const next = await page(cursor, Math.min(limit - items.length, PAGE_SIZE));
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
}

const HEADING = ["NUMBER", "STATE", "MODEL", "VERSION", "POINTER", "SEATS", "AUTHOR", "OPENED"];

const rowOf = (release: Listed[number]): string[] => [
  String(release.number),
  release.state,
  release.model,
  release.base === null ? `v${release.version}` : `v${release.base} → v${release.version}`,
  release.pointer,
  `${release.seatsMet}/${release.seatsAll}`,
  release.author,
  release.createdAt.slice(0, 16).replace("T", " "),
];
