import { PersonFactors } from "#components/access/person-factors.tsx";
import { PersonIdentity } from "#components/access/person-identity.tsx";
import { personLede } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personPage } from "#lib/access/queries/person-page.ts";
import { look } from "#lib/command/query.ts";
import { mailDomains } from "#lib/env.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { PersonRailForms } from "../people-forms.tsx";
import { AccountsSection } from "./accounts-section.tsx";
import { AuthoritySection } from "./authority-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { SignaturesSection } from "./signatures-section.tsx";
import { StreamSection } from "./stream-section.tsx";

export const metadata = { title: "A person" };

type PersonPageProps = { params: Promise<{ person: string }>; searchParams: SearchParams };

/** One person: what they may sign and why, what they signed, and what happened to them. Each section looks up what it shows. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const caller = await pageCaller();
  const { person: personId } = await params;
  const { cursor, signed } = await readParams(searchParams, ["cursor", "signed"]);
  const answer = await look(database(), personPage, { personId }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="settings:read" />;
  const { person, identity, factors } = answer.value;
  const own = caller.id === person.id;
  const whyNot = own ? "Change what is yours on your account page." : undefined;
  const asked = { caller, person, identity };
  return (
    <Page crumbs={[{ label: "People", href: "/people" }, { label: person.name }]}>
      <PageHead title={person.name} lede={personLede(person)} />
      <WithRail
        railLabel="Who this is"
        railLast
        rail={
          <>
            <PersonRailForms
              person={person}
              means={await meansOf(caller)}
              mailed={mailDomains()}
              whyNot={whyNotPermitted(caller, "person:invite") ?? whyNot}
            />
            <PersonIdentity person={person} identity={identity} />
            <AccountsSection {...asked} />
            <PersonFactors factors={factors} />
          </>
        }
      >
        <AuthoritySection {...asked} />
        <SignaturesSection {...asked} signed={signed} />
        <StreamSection {...asked} />
        <SessionsSection {...asked} cursor={cursor} />
      </WithRail>
    </Page>
  );
}
