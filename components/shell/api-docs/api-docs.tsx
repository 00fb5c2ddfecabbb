import Link from "next/link";
import { Brand } from "#components/shell/sidebar.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { ApiEntry, ApiRefusal } from "./api-entry.ts";
import { FirstVersion } from "./first-version.tsx";
import { Operation } from "./operation.tsx";
import { OperationList } from "./operation-list.tsx";
import { RefusalList } from "./refusal-list.tsx";

type ApiDocsProps = {
  entries: readonly ApiEntry[];
  refusals: readonly ApiRefusal[];
  /** The operation that the address asks for; the way to a first version where it asks for none there is. */
  operation: string | undefined;
  /** The public address of this installation. */
  origin: string;
};

/** The API for people: first how a pipeline registers a version, then every operation with every field. */
export function ApiDocs({ entries, refusals, operation, origin }: ApiDocsProps) {
  const entry = entries.find(({ id }) => id === operation);
  return (
    <main className="mx-auto flex max-w-[1000px] flex-col gap-5 px-4 py-6">
      <header className="flex flex-wrap items-center gap-4">
        <Brand />
        {entry && (
          <Link href="/api/docs" className="text-sm font-medium text-accent hover:underline">
            All of the API
          </Link>
        )}
      </header>
      {entry ? (
        <Operation entry={entry} />
      ) : (
        <Everything entries={entries} refusals={refusals} origin={origin} />
      )}
    </main>
  );
}

function Everything({ entries, refusals, origin }: Omit<ApiDocsProps, "operation">) {
  return (
    <>
      <PageHead
        title="Register a version"
        lede="From your pipeline, in four requests. Everything a page here can do, the API can do under the same permissions."
        actions={<ButtonLink href="/api/v1/openapi.json">OpenAPI 3.1</ButtonLink>}
      />
      <FirstVersion entries={entries} origin={origin} />
      <h2 className="mt-4 text-xl font-semibold">Every operation</h2>
      <OperationList entries={entries} />
      <RefusalList refusals={refusals} />
    </>
  );
}
