import { notFound } from "next/navigation";
import { VerdictView } from "#components/rollouts/verdict/verdict-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { gateVerdict } from "#lib/rollouts/queries/gate-verdict.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../../../refused.tsx";

export const metadata = { title: "Gate verdict" };

type Props = { params: Promise<{ release: string; verdict: string }>; searchParams: SearchParams };

export default async function VerdictPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const { release, verdict } = await params;
  const { guardrail } = await readParams(searchParams, ["guardrail"]);
  if (!/^[0-9a-f-]{36}$/i.test(verdict)) notFound();
  const answer = await look(database(), gateVerdict, { verdict }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Verdicts" permission="rollout:read" />;
  if (String(answer.value.release) !== release) notFound();
  return (
    <Page
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: `Release ${release}`, href: `/releases/${release}` },
        { label: "Rollout", href: `/releases/${release}/rollout` },
        { label: "Verdict" },
      ]}
    >
      <VerdictView verdict={answer.value} guardrail={guardrail} />
    </Page>
  );
}
