import { PersonSignatures } from "#components/overview/person/person-signatures.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { look } from "#lib/command/query.ts";
import { personSignatures } from "#lib/overview/queries/person-signatures.ts";
import { database } from "#lib/web/database.ts";
import type { PersonSection } from "./person-section.ts";

const LISTED = 10;

/** What a person signed. */
export async function SignaturesSection({
  caller,
  person,
  signed: cursor,
}: PersonSection & { signed: string | undefined }) {
  const asked = { personId: person.id, limit: LISTED, cursor };
  const answer = await look(database(), personSignatures, asked, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  return (
    <PersonSignatures
      name={person.name}
      signatures={items}
      {...pagerHrefs(`/people/${person.id}`, { cursor, nextCursor }, {}, "signed")}
    />
  );
}
