import type { Scenario } from "../scenario.ts";
import { clocks } from "./clocks.ts";
import { deploy } from "./deploy.ts";
import { diskFull } from "./disk-full.ts";
import { kill9 } from "./kill9.ts";
import { METRIC_MODELS, metrics } from "./metrics.ts";
import { postgresTrouble } from "./postgres.ts";
import { races } from "./races/races.ts";
import { restore } from "./restore.ts";
import { sigstop } from "./sigstop.ts";
import { tamper } from "./tamper/tamper.ts";

/** The models of the world each scenario starts with. */
export const MODELS = ["alpha", "beta", "gamma", ...METRIC_MODELS];

/** Every kind of fault. */
export const SCENARIOS: readonly Scenario[] = [
  kill9,
  sigstop,
  postgresTrouble,
  diskFull,
  restore,
  races,
  metrics,
  clocks,
  deploy,
  tamper,
];
