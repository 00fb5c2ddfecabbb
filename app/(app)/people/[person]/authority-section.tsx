import { PersonAuthority } from "#components/overview/person/person-authority.tsx";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { functionList } from "#lib/access/queries/function-list.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { FunctionForms } from "../../functions/function-forms.tsx";
import { WaitingForms } from "../../functions/waiting-forms.tsx";
import type { PersonSection } from "./person-section.ts";

/** What a person may sign now, and how each function of theirs came about. */
export async function AuthoritySection({ caller, person, identity }: PersonSection) {
  const asked = {
    functions: ask(functionList, { personId: person.id }),
    policy: ask(policyPage, {}),
    waiting: ask(waitingSigners, {}),
  };
  const { functions, policy, waiting } = await lookAtAll(database(), asked, { caller });
  if (!functions.ok) return <RefusalNotice refusal={functions.error} />;
  if (!policy.ok) return <RefusalNotice refusal={policy.error} />;
  const { grants, reviewers, declines } = functions.value;
  const means = await meansOf(caller);
  return (
    <>
      <PersonAuthority
        person={person}
        identity={identity}
        grants={grants}
        waits={
          waiting.ok ? (waiting.value.signers.find(({ personId }) => personId === person.id) ?? null) : null
        }
        takes={peopleRules(policy.value.current?.content ?? {}).identity}
      />
      {waiting.ok && (
        <WaitingForms
          alone
          {...waiting.value}
          signers={waiting.value.signers.filter(({ personId }) => personId === person.id)}
          whyYouWait={null}
          means={means}
        />
      )}
      <FunctionForms
        grants={grants}
        reviewers={reviewers}
        both={[]}
        declines={declines}
        of={person.name}
        means={means}
        whyYouWait={waiting.ok ? waiting.value.whyYouWait : null}
        whyNot={whyNotPermitted(caller, "function:propose") ?? undefined}
      />
    </>
  );
}
