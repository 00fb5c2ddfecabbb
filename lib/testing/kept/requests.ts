import type { Asked } from "./exchanges.ts";
import { settling } from "./requests/account.ts";
import { auditing } from "./requests/audit.ts";
import { deciding } from "./requests/policies.ts";
import { refused } from "./requests/refused.ts";
import { registering } from "./requests/registry.ts";
import { releasing } from "./requests/releases.ts";
import { rollingOut } from "./requests/rollouts.ts";

/** The requests of clients, one of almost every kind. */
export const REQUESTS: readonly Asked[] = [
  ...registering,
  ...releasing,
  ...deciding,
  ...rollingOut,
  ...auditing,
  ...settling,
  ...refused,
];
