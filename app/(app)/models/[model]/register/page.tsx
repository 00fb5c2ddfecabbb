import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { permit } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { RegisterVersionForm } from "./register-version-form.tsx";

type Props = { params: Promise<{ model: string }> };

export const metadata = { title: "Register a version" };

export default async function RegisterVersionPage({ params }: Props) {
  const caller = await pageCaller();
  const permitted = permit(caller, "version:register");
  if (!permitted.ok)
    return <Refused refusal={permitted.error} what="Registering a version" permission="version:register" />;
  const name = decodeURIComponent((await params).model);
  const answer = await look(database(), modelPage, { model: name }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Models" permission="registry:read" />;
  const { model, versions } = answer.value;
  return (
    <Page
      crumbs={[
        { label: "Models", href: "/models" },
        { label: name, href: `/models/${name}` },
        { label: "Register a version" },
      ]}
    >
      <PageHead
        title="Register a version"
        lede={`Of ${name}. A pipeline registers data sets, schema and influence as well.`}
        actions={<ButtonLink href="/api/docs">From a pipeline</ButtonLink>}
      />
      <RegisterVersionForm model={model} versions={versions.items.map(({ number }) => number)} />
    </Page>
  );
}
