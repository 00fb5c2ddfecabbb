import type { Scenario } from "../scenario.ts";
import { kill9 } from "./kill9.ts";

/** The models of the world; scenarios keep to their own, or to copies of the world. */
export const MODELS = ["alpha", "beta", "gamma"] as const;

/** Every kind of trouble there is. */
export const SCENARIOS: readonly Scenario[] = [kill9];
