import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { samplePositions } from "./random.ts";
import type { DatasetSnapshot, FlownFlight } from "./types.ts";

/** Minutes of delay above which a flight counts as late. */
const lateAboveMinutes = 15;
const columns = ["date", "delay", "distance", "origin", "destination"];
const file = "data/flights-3m.parquet";

/**
 * Every flight of a month of 2001 ("2001-03"), in order of departure as the file keeps them. The file
 * holds January to June, some 500,000 flights a month. Throws when the month is not in it.
 */
export async function readMonth(month: string): Promise<FlownFlight[]> {
  const source = await asyncBufferFromFile(join(packageFolder(), file));
  const metadata = await parquetMetadataAsync(source);
  const flights: FlownFlight[] = [];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const dates = group.columns.find((column) => column.meta_data?.path_in_schema[0] === "date");
    if (mayHold(dates?.meta_data?.statistics, month)) {
      const read = new Map<string, unknown[]>();
      await parquetRead({
        file: source,
        metadata,
        compressors,
        columns,
        rowStart,
        rowEnd,
        // Chunks of different columns arrive in any order: each is put where it belongs.
        onChunk: (chunk) => place(read, chunk.columnName, chunk.rowStart - rowStart, chunk.columnData),
      });
      takeMonth(read, rowStart, month, flights);
    }
    rowStart = rowEnd;
  }
  if (flights.length === 0) throw new Error(`no flights of ${month} in ${file}`);
  return flights;
}

/** A pinned sample of a month and the flights in it, the same for the same seed. */
export async function sampleMonth(
  name: string,
  month: string,
  rows: number,
  seed: number,
): Promise<{ snapshot: DatasetSnapshot; flights: FlownFlight[] }> {
  const all = await readMonth(month);
  const flights = Array.from(samplePositions(all.length, rows, seed), (at) => all[at]!);
  return { snapshot: snapshotOf(name, month, seed, flights), flights };
}

function snapshotOf(
  name: string,
  month: string,
  seed: number,
  flights: readonly FlownFlight[],
): DatasetSnapshot {
  const hash = createHash("sha256");
  let late = 0;
  for (const flight of flights) {
    const { row, departsAt, distanceMiles, origin, destination } = flight;
    hash.update(`${row},${departsAt},${distanceMiles},${origin},${destination},${flight.late}\n`);
    late += flight.late;
  }
  return {
    name,
    source: sourceIdentity(),
    month,
    seed,
    rows: flights.length,
    lateShare: late / flights.length,
    sha256: hash.digest("hex"),
  };
}

function sourceIdentity(): DatasetSnapshot["source"] {
  const folder = packageFolder();
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const sha256 = createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("hex");
  return { package: `${name}@${version}`, file, sha256 };
}

/** The package exports only its build, so its folder is found from there. */
function packageFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("vega-datasets")));
}

function mayHold(
  statistics: { min_value?: unknown; max_value?: unknown } | undefined,
  month: string,
): boolean {
  const { min_value: first, max_value: last } = statistics ?? {};
  if (!(first instanceof Date) || !(last instanceof Date)) return true;
  return monthOf(first) <= month && month <= monthOf(last);
}

function place(read: Map<string, unknown[]>, column: string, at: number, values: ArrayLike<unknown>): void {
  const target = read.get(column) ?? [];
  for (let offset = 0; offset < values.length; offset += 1) target[at + offset] = values[offset];
  read.set(column, target);
}

function takeMonth(read: Map<string, unknown[]>, rowStart: number, month: string, into: FlownFlight[]): void {
  const [date, delay, distance, origin, destination] = columns.map((name) => read.get(name) ?? []);
  for (let at = 0; at < date!.length; at += 1) {
    const departs = date![at] as Date;
    if (monthOf(departs) !== month) continue;
    into.push({
      row: rowStart + at,
      departsAt: departs.toISOString().slice(0, 16),
      distanceMiles: Number(distance![at]),
      origin: origin![at] as string,
      destination: destination![at] as string,
      late: Number(delay![at]) > lateAboveMinutes ? 1 : 0,
    });
  }
}

/** The file keeps local times as if they were UTC, so its UTC fields are the local ones. */
function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}
