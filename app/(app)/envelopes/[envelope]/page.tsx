import { EnvelopeView } from "#components/releases/envelopes/envelope-view.tsx";
import {
  envelopeDecision,
  envelopeSteps,
  maySignEnvelope,
} from "#components/releases/envelopes/envelope-words.ts";
import { Page } from "#components/shell/page.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { envelopePage } from "#lib/releases/queries/envelope-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { EnvelopePanel } from "./envelope-panel.tsx";

type Props = { params: Promise<{ envelope: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Envelope ${(await params).envelope}` };
}

export default async function EnvelopePage({ params }: Props) {
  const caller = await pageCaller();
  const number = Number((await params).envelope);
  const answer = await look(database(), envelopePage, { envelope: number }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Envelopes" permission="release:read" />;
  const view = answer.value;
  const over = { act: "sign-envelope", digest: view.digest } as const;
  const means = maySignEnvelope(view) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <Page crumbs={[{ label: "Envelopes", href: "/envelopes" }, { label: `Envelope ${number}` }]}>
      <EnvelopeView
        view={view}
        decision={
          <EnvelopePanel
            of={{ model: view.model, envelope: number }}
            digest={view.digest}
            decision={envelopeDecision(view, { reader: caller, means })}
            steps={envelopeSteps(view)}
          />
        }
      />
    </Page>
  );
}
