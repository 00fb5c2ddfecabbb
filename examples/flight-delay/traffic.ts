/**
 * Replays the flights of March 2001 in order as a serving system would: asks which version serves, scores with that
 * version's weights and serving code, reports the prediction, and the outcome once it is known.
 * Run: node examples/flight-delay/traffic.ts --url http://localhost:3000 --token … [--rate 300]
 *      [--label-delay 3] [--from 0] [--flag flight-delay.production]
 */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { delayedLabels, type Outcome } from "./delayed-labels.ts";
import { sliceOf } from "./features.ts";
import { readMonth } from "./flights.ts";
import { post, type Server } from "./http.ts";
import { type Outbox, outbox } from "./outbox.ts";
import { paced } from "./pace.ts";
import { scorerCache } from "./scorers.ts";
import { type Scorer, trainingInputs } from "./serve.ts";
import type { FlownFlight } from "./types.ts";

export type TrafficOptions = Server & {
  readonly flagKey?: string;
  readonly ratePerSecond?: number;
  readonly labelDelaySeconds?: number;
  /** The flight of the month to start from; a later run continues from `next` of the one before. */
  readonly from?: number;
  readonly signal?: AbortSignal;
  /** How long what waits may still be sent once `signal` aborts, in ms; what is left then counts as refused. */
  readonly stopWithinMs?: number;
  /** Gets one line a second, and every error. */
  readonly report?: (line: string) => void;
  /** Flights to replay instead of March. */
  readonly flights?: readonly FlownFlight[];
};

export type TrafficSummary = {
  readonly next: number;
  readonly ended: boolean;
  readonly predictions: number;
  readonly outcomes: number;
  readonly refused: number;
};

type Arm = "baseline" | "candidate";

type Prediction = {
  readonly predictionId: string;
  readonly exposureId: string;
  readonly arm: Arm;
  readonly at: string;
  readonly score: number | null;
  readonly latencyMs: number;
  readonly failed: boolean;
  /** Whom the flag was asked for. */
  readonly subject: string;
  /** What shows that it was. */
  readonly receipt?: string;
  readonly slices: { readonly distance: string; readonly partOfDay: string };
};

type Evaluation = {
  readonly value: string;
  readonly metadata: {
    readonly exposureId: string;
    readonly arm: Arm;
    readonly receipt?: string;
    readonly shadowVersion?: string;
  };
};

/** Replays until the month ends or `signal` aborts; resolves when every answer is reported. */
export async function replayTraffic(options: TrafficOptions): Promise<TrafficSummary> {
  const flights = options.flights ?? (await readMonth("2001-03"));
  const replay = startReplay(options, flights);
  const status = setInterval(() => replay.tell(), 1000);
  try {
    const next = await replay.run().finally(() => replay.finish());
    const ended = next >= flights.length;
    replay.say(
      ended ? `The month is over after ${flights.length} flights.` : `Stopped before flight ${next}.`,
    );
    const { predictions, outcomes } = replay;
    return {
      next,
      ended,
      predictions: predictions.counts.sent,
      outcomes: outcomes.counts.sent,
      refused: predictions.counts.refused + outcomes.counts.refused,
    };
  } finally {
    clearInterval(status);
  }
}

function startReplay(options: TrafficOptions, flights: readonly FlownFlight[]) {
  const { ratePerSecond = 300, labelDelaySeconds = 3, from = 0, stopWithinMs = 3_000 } = options;
  const asking = options.signal ?? new AbortController().signal;
  const sending = new AbortController();
  const say = options.report ?? ((line: string) => process.stdout.write(`${line}\n`));
  const told = new Set<string>();
  const once = (line: string) => {
    if (!told.has(line)) say(line);
    told.add(line);
  };
  const onWait = (reason: string) => once(`Waiting: ${reason}.`);
  const onRefused = (error: unknown) =>
    once(`Refused: ${error instanceof Error ? error.message : String(error)}`);
  const deliver = (path: string, field: string) => async (batchId: string, rows: readonly unknown[]) => {
    await post(options, path, { batchId, [field]: rows }, sending.signal, onWait);
  };
  const predictions = outbox<Prediction>(deliver("/api/v1/predictions", "predictions"), onRefused);
  const outcomes = outbox<Outcome>(deliver("/api/v1/outcomes", "outcomes"), onRefused);
  const labels = delayedLabels(outcomes, labelDelaySeconds);
  const byVersion = new Map<string, number>();
  const answer = answerer(options, asking, onWait);
  let position = from;

  const next = async (): Promise<boolean> => {
    const flight = flights[position];
    if (flight === undefined) return false;
    position += 1;
    const answered = await answer(flight).catch((error: unknown) => {
      if (asking.aborted) return null;
      throw error;
    });
    if (answered === null) return true;
    predictions.add(...answered.predictions);
    labels.add(answered.predictions[0]!.predictionId, flight.late);
    byVersion.set(answered.version, (byVersion.get(answered.version) ?? 0) + 1);
    return true;
  };

  return {
    predictions,
    outcomes,
    say,
    run: () => paced(ratePerSecond, asking, next).then(() => position),
    /** Reports what is left; when stopped, reports the outstanding outcomes at once. */
    finish: async () => {
      const timer = asking.aborted
        ? setTimeout(() => sending.abort(new Error("stopped")), stopWithinMs)
        : undefined;
      await predictions.drained();
      await labels.drained(asking);
      await outcomes.drained();
      clearTimeout(timer);
    },
    tell: () => {
      say(statusLine(flights[position - 1], byVersion, predictions, outcomes));
      byVersion.clear();
      told.clear();
    },
  };
}

/** Answers a flight as the flag says: with one version, or with two where the second is a shadow. */
function answerer(options: TrafficOptions, signal: AbortSignal, onWait: (reason: string) => void) {
  const { flagKey = "flight-delay.production" } = options;
  const path = `/ofrep/v1/evaluate/flags/${encodeURIComponent(flagKey)}`;
  const scorers = scorerCache(options, flagKey.split(".")[0]!, signal, onWait);
  // New ids for each run, so that a month replayed twice counts twice.
  const run = randomUUID().slice(0, 8);
  return async (flight: FlownFlight) => {
    const started = performance.now();
    const context = { targetingKey: `flight-${flight.row}` };
    const { value, metadata } = (await post(options, path, { context }, signal, onWait)) as Evaluation;
    const evaluatedMs = performance.now() - started;
    const asked: [Arm, string][] = [[metadata.arm, value]];
    if (metadata.shadowVersion !== undefined) asked.push(["candidate", metadata.shadowVersion]);
    const predictions: Prediction[] = [];
    for (const [arm, version] of asked) {
      const { ms, ...scored } = timed(await scorers(version), flight);
      predictions.push({
        predictionId: `${run}-${flight.row}`,
        exposureId: metadata.exposureId,
        subject: context.targetingKey,
        ...(metadata.receipt === undefined ? {} : { receipt: metadata.receipt }),
        slices: sliceOf(trainingInputs(flight)),
        ...scored,
        arm,
        at: new Date().toISOString(),
        latencyMs: evaluatedMs + ms,
      });
    }
    return { version: value, predictions };
  };
}

/** A score that is not a number is sent as null; a version that throws fails the flight, not the replay. */
function timed(score: Scorer, flight: FlownFlight): { score: number | null; failed: boolean; ms: number } {
  const started = performance.now();
  try {
    const value = score(flight);
    return { score: Number.isFinite(value) ? value : null, failed: false, ms: performance.now() - started };
  } catch {
    return { score: null, failed: true, ms: performance.now() - started };
  }
}

function statusLine(
  flight: FlownFlight | undefined,
  byVersion: ReadonlyMap<string, number>,
  predictions: Outbox<Prediction>,
  outcomes: Outbox<Outcome>,
): string {
  const total = [...byVersion.values()].reduce((sum, one) => sum + one, 0);
  const shares = [...byVersion]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([version, count]) => `v${version} ${((100 * count) / total).toFixed(0)} %`);
  const when = flight?.departsAt.replace("T", " ") ?? "not started";
  const waiting = predictions.counts.waiting + outcomes.counts.waiting;
  return `${when}  ${total}/s  ${shares.join("  ")}  predictions ${predictions.counts.sent}  outcomes ${outcomes.counts.sent}  waiting ${waiting}`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      url: { type: "string", default: "http://localhost:3000" },
      token: { type: "string", default: process.env["COUNTERSIGN_TOKEN"] ?? "" },
      flag: { type: "string", default: "flight-delay.production" },
      rate: { type: "string", default: "300" },
      "label-delay": { type: "string", default: "3" },
      from: { type: "string", default: "0" },
    },
  });
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  try {
    const summary = await replayTraffic({
      baseUrl: values.url,
      token: values.token,
      flagKey: values.flag,
      ratePerSecond: Number(values.rate),
      labelDelaySeconds: Number(values["label-delay"]),
      from: Number(values.from),
      signal: stop.signal,
    });
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  } catch (error) {
    process.stderr.write(`Traffic stopped: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
