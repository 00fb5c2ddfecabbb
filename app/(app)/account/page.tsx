import { accountLede } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { ownAccount } from "#lib/access/queries/own-account.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";
import { DelegationsSection } from "./delegations-section.tsx";
import { IdentitySection } from "./identity-section.tsx";
import { OwnSessionsSection } from "./own-sessions-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProviderSection } from "./provider-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { WaitingSection } from "./waiting-section.tsx";

export const metadata = { title: "Your account" };

/** How the reader signs in, and where they are signed in now. Each section below looks up what it shows. */
export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const account = await look(database(), ownAccount, {}, { caller });
  if (!account.ok) return <Refused refusal={account.error} what="This page" permission="session:read" />;
  const { email, passwordChangedAt } = account.value;
  const { cursor, bound, refused } = await readParams(searchParams, ["cursor", "bound", "refused"]);
  return (
    <Page crumbs={[{ label: "Your account" }]}>
      <PageHead title="Your account" lede={accountLede(account.value)} />
      <WaitingSection caller={caller} />
      <IdentitySection caller={caller} account={account.value} />
      <DelegationsSection caller={caller} />
      <SecondFactorSection caller={caller} />
      <ProviderSection caller={caller} bound={bound} refused={refused} />
      <PasswordSection email={email} changedAt={passwordChangedAt} />
      <OwnSessionsSection caller={caller} cursor={cursor} />
    </Page>
  );
}
