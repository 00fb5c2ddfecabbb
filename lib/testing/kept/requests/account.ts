import type { Asked } from "../exchanges.ts";
import { get } from "./asking.ts";

export const settling: Asked[] = [
  get("ada", "/people"),
  get("ada", "/tokens"),
  get("jonas", "/account"),
  get("jonas", "/sessions"),
  get("vic", "/factors"),
  get("jonas", "/home"),
  { as: null, method: "GET", path: "/api/health" },
];
