import { identityList } from "#lib/access/queries/identity-list.ts";
import { look } from "#lib/command/query.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { AccountForms } from "./account-forms.tsx";
import type { PersonSection } from "./person-section.ts";

/** The accounts at providers of somebody else, for an admin; nothing for others, and where there is none. */
export async function AccountsSection({ caller, person }: PersonSection) {
  if (caller.id === person.id) return null;
  const answer = await look(database(), identityList, { personId: person.id }, { caller });
  if (!answer.ok || answer.value.identities.length === 0) return null;
  const { identities, hasPassword } = answer.value;
  return (
    <AccountForms
      name={person.name}
      accounts={identities}
      hasPassword={hasPassword}
      means={await meansOf(caller)}
    />
  );
}
