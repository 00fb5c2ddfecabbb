import type { PersonRow } from "#components/access/people-table.tsx";
import { Page } from "#components/shell/page.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { permit, whyNotPermitted } from "#lib/access/permission.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { personList } from "#lib/access/queries/person-list.ts";
import { tokenList } from "#lib/access/queries/token-list.ts";
import { look } from "#lib/command/query.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansIn, meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { hrefWith, readParams, type SearchParams } from "../search-params.ts";
import { PeopleForms, RuleForm, TokenForms } from "./settings-forms.tsx";

export const metadata = { title: "Settings" };

const LISTED = 50;

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const permitted = permit(caller, "settings:read");
  if (!permitted.ok) return <Refused refusal={permitted.error} what="This page" permission="settings:read" />;
  const { tab, ...asked } = await readParams(searchParams, ["tab", "q", "cursor"]);
  return (
    <Page crumbs={[{ label: "Settings" }]}>
      <PageHead title="Settings" lede="Who may do what here, and which programs may." />
      <Tabs
        label="Settings"
        tabs={[
          { href: "/settings", label: "People", current: tab !== "tokens" && tab !== "sign-in" },
          { href: "/settings?tab=tokens", label: "Service tokens", current: tab === "tokens" },
          { href: "/settings?tab=sign-in", label: "Signing in", current: tab === "sign-in" },
        ]}
      />
      {tab === "tokens" && <TokensTab caller={caller} {...asked} />}
      {tab === "sign-in" && <SignInTab caller={caller} />}
      {tab !== "tokens" && tab !== "sign-in" && <PeopleTab caller={caller} {...asked} />}
    </Page>
  );
}

type TabProps = { caller: Caller; q?: string; cursor?: string };

async function PeopleTab({ caller, q, cursor }: TabProps) {
  const input = { limit: LISTED, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
  const answer = await look(database(), personList, input, { caller });
  if (!answer.ok) return <NotListed refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  return (
    <>
      <FilterBar search={{ name: "q", placeholder: "name or e-mail" }} />
      <PeopleForms
        people={items.map(
          ({ disabledAt, joinedAt: _, roles, functions, ...person }): PersonRow => ({
            ...person,
            roles: roles as Role[],
            functions: functions as BusinessFunction[],
            active: disabledAt === null,
          }),
        )}
        newerHref={cursor ? hrefWith("/settings", { q }) : undefined}
        olderHref={nextCursor ? hrefWith("/settings", { q, cursor: nextCursor }) : undefined}
        whyNot={whyNotPermitted(caller, "person:invite") ?? undefined}
        means={await meansOf(caller)}
      />
    </>
  );
}

async function TokensTab({ caller, cursor }: TabProps) {
  const answer = await look(
    database(),
    tokenList,
    { limit: LISTED, ...(cursor ? { cursor } : {}) },
    { caller },
  );
  if (!answer.ok) return <NotListed refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  const address = (at?: string) => hrefWith("/settings", { tab: "tokens", cursor: at });
  return (
    <TokenForms
      tokens={items}
      newerHref={cursor ? address() : undefined}
      olderHref={nextCursor ? address(nextCursor) : undefined}
      whyNot={whyNotPermitted(caller, "token:issue") ?? undefined}
    />
  );
}

async function SignInTab({ caller }: { caller: Caller }) {
  const answer = await look(database(), factorList, {}, { caller });
  if (!answer.ok) return <NotListed refusal={answer.error} />;
  return (
    <RuleForm
      rule={answer.value.rule}
      means={meansIn(answer.value.factors)}
      whyNot={whyNotPermitted(caller, "factor-rule:set") ?? undefined}
    />
  );
}

function NotListed({ refusal }: { refusal: Refusal }) {
  return (
    <Notice tone="fail" title={refusal.message}>
      {refusal.todo}
    </Notice>
  );
}
