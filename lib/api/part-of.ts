import type { Part } from "#lib/http/refuse-early.ts";
import { table } from "./table.ts";

/** The first segment of every address in the API's table: `/api/`, `/ofrep/`. */
const API_ROOTS = new Set(table.map(({ path }) => rootOf(path)));

/** Which part of the server a path belongs to. */
export function partOf(path: string): Part {
  if (path.startsWith("/api/auth/")) return "sign-in";
  // The API's description for people is a page among the others.
  if (/^\/api\/docs(?:$|\?)/.test(path)) return "page";
  return API_ROOTS.has(rootOf(path)) ? "api" : "page";
}

function rootOf(path: string): string {
  return path.slice(0, path.indexOf("/", 1) + 1);
}

/** Whether the body is a file, which may take as long as the line is slow. */
export const isUpload = (path: string): boolean => UPLOAD_PATHS.has(path.split("?", 1)[0]!);

const UPLOAD_PATHS = new Set(table.filter(({ limits }) => limits?.streamed).map((row) => row.path));
