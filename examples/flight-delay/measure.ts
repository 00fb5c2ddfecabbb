/**
 * Prints the offline and live figures of the three versions: February as evaluated, March as served.
 * Run: node examples/flight-delay/measure.ts
 */
import { readMonth } from "./flights.ts";
import { measureRows, names } from "./metrics.ts";
import { scorerOf } from "./serve.ts";
import { trainVersions } from "./train.ts";
import type { MeasuredMetric, MetricName } from "./types.ts";

const liveMonth = "2001-03";

const versions = await trainVersions();
const flights = await readMonth(liveMonth);
const labels = Uint8Array.from(flights, (flight) => flight.late);

print("", names);
for (const version of versions) print(`v${version.version} February, offline`, version.evaluation.metrics);
for (const { version, weights } of versions) {
  const scores = Float64Array.from(flights, scorerOf(weights));
  print(`v${version} March, as served`, measureRows({ labels, scores }));
}

function print(title: string, cells: readonly (MeasuredMetric | MetricName)[]): void {
  const texts = cells.map((cell) => (typeof cell === "string" ? cell : (cell.value?.toFixed(4) ?? "none")));
  process.stdout.write(`${title.padEnd(24)}${texts.map((text) => text.padStart(10)).join("")}\n`);
}
