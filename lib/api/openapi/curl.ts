import type { Operation } from "./reference.ts";

type Addressed = Operation & { readonly method: string; readonly path: string };

/** A command to paste into a shell, with the variables that the page asks to set. */
export function curlOf(operation: Addressed): string {
  const { method, requestBody } = operation;
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const lines = [
    `curl -sS ${method === "GET" ? "" : `-X ${method} `}"$COUNTERSIGN${addressOf(operation)}"`,
    ...callerOf(operation).map((header) => `  -H "${header}"`),
    ...(type ? [`  -H "Content-Type: ${type}"`, "  --data-binary @- <<'END'"] : []),
  ];
  return [lines.join(" \\\n"), ...(type ? [textOf(type, body?.example), "END"] : [])].join("\n");
}

function addressOf({ path, parameters }: Addressed): string {
  const named = parameters.filter(({ example }) => example !== undefined);
  const within = named.reduce(
    (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))),
    path,
  );
  const query = named
    .filter((one) => one.in === "query")
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  return query.length === 0 ? within : `${within}?${query.join("&")}`;
}

/** Nobody, a token where one can call, or else a signed-in browser, which says where it comes from. */
function callerOf({ method, security }: Addressed): string[] {
  if (security?.length === 0) return [];
  if (security?.every((one) => "session" in one))
    return ["Cookie: $COOKIE", ...(method === "GET" ? [] : ["Origin: $COUNTERSIGN"])];
  return ["Authorization: Bearer $TOKEN"];
}

const textOf = (type: string, example: unknown): string =>
  typeof example === "string" && !type.includes("json")
    ? example.replace(/\n$/, "")
    : JSON.stringify(example, null, 2);
