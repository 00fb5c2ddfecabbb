import { PacketDocument } from "#components/overview/packet/packet-document.tsx";
import { PacketSheet } from "#components/releases/packet/packet-sheet.tsx";
import { releaseCrumbs, releaseNumber } from "#components/releases/release-address.ts";
import { Page } from "#components/shell/page.tsx";
import { barredFrom } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { releaseRollout } from "#lib/rollouts/queries/release-rollout.ts";
import { rolloutPage } from "#lib/rollouts/queries/rollout-page.ts";
import { logKey } from "#lib/storage/log-key.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../refused.tsx";
import { everyThread } from "./every-thread.ts";

type Props = { params: Promise<{ release: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Evidence of release ${decodeURIComponent((await params).release)}` };
}

export default async function PacketPage({ params }: Props) {
  const caller = await pageCaller();
  const release = releaseNumber((await params).release);
  const answer = await look(database(), releasePage, { release }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const found = await look(database(), releaseRollout, { release }, { caller });
  const number = found.ok ? found.value.rollout : null;
  const rollout =
    number === null ? null : await look(database(), rolloutPage, { rollout: number }, { caller });
  if (rollout && !rollout.ok)
    return <Refused refusal={rollout.error} what="Rollouts" permission="rollout:read" />;
  return (
    <Page crumbs={releaseCrumbs(answer.value, "Evidence")}>
      <PacketDocument
        release={answer.value}
        threads={await everyThread(release, caller)}
        rollout={rollout?.value ?? null}
        check={
          <PacketSheet
            releases={[release]}
            logKey={await logKey()}
            whyNot={barredFrom(caller, "packet:export") ?? undefined}
            read={false}
          />
        }
      />
    </Page>
  );
}
