import type { Asked } from "../exchanges.ts";
import { get } from "./asking.ts";

export const auditing: Asked[] = [
  get("vic", "/audit/events?limit=5"),
  get("vic", "/audit/events?action=release.started", { started: "items.0.uid" }),
  get("vic", "/audit/events/{{started}}"),
  get("vic", "/audit/events/{{started}}/receipt"),
  get("vic", "/audit/filters"),
  get("vic", "/audit/log"),
  get("vic", "/audit/checkpoint"),
  get("vic", "/audit/consistency?from=5"),
  get("vic", "/audit/events.csv?action=release.started"),
  get("token", "/log/checkpoint"),
  get("token", "/log/tile/0/000"),
  get("token", "/log/tile/entries/000"),
];
