import { ApiDocs } from "#components/shell/api-docs/api-docs.tsx";
import { referenceOf } from "#lib/api/openapi/reference.ts";
import { table } from "#lib/api/table.ts";
import { publicUrl } from "#lib/env.ts";

export const metadata = { title: "API" };

export default function ApiDocsPage() {
  return <ApiDocs entries={referenceOf(table)} origin={publicUrl().origin} />;
}
