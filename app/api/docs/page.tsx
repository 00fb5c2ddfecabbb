import { ApiDocs } from "#components/shell/api-docs/api-docs.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { KNOWN_REFUSALS } from "#lib/api/openapi/refusals.ts";
import { publicUrl } from "#lib/env.ts";
import { apiReference } from "#lib/web/api-reference.ts";

export const metadata = { title: "API" };

export default async function ApiDocsPage({ searchParams }: { searchParams: SearchParams }) {
  const { operation } = await readParams(searchParams, ["operation"]);
  return (
    <ApiDocs
      entries={apiReference()}
      refusals={KNOWN_REFUSALS}
      operation={operation}
      origin={publicUrl().origin}
    />
  );
}
