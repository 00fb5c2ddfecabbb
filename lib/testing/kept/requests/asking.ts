import type { Asked } from "../exchanges.ts";

type More = Omit<Asked, "as" | "method" | "path">;
export const get = (as: string | null, path: string, keep: Asked["keep"] = {}): Asked => ({
  as,
  method: "GET",
  path: `/api/v1${path}`,
  keep,
});
export const post = (as: string | null, path: string, json: unknown, more: More = {}): Asked => ({
  as,
  method: "POST",
  path: `/api/v1${path}`,
  json,
  ...more,
});
