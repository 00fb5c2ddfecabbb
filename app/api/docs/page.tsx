import { ApiDocs } from "#components/shell/api-docs/api-docs.tsx";
import { publicUrl } from "#lib/env.ts";
import { apiReference } from "#lib/web/api-reference.ts";

export const metadata = { title: "API" };

export default function ApiDocsPage() {
  return <ApiDocs entries={apiReference()} origin={publicUrl().origin} />;
}
