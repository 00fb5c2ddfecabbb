import { Scale } from "lucide-react";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyInForceView } from "#lib/policy/views/policy-version.ts";
import type { Reviewers } from "#lib/policy/views/reviewers.ts";
import { GateTable } from "./gates/gate-table.tsx";
import { PolicyRoutes } from "./policy-tables.tsx";
import { seatsText } from "./policy-words.ts";
import { SignerRules } from "./signer-rules.tsx";
import { SeatWarnings, Staff } from "./staff.tsx";

type PolicyInForceProps = { policy: PolicyInForceView | null; reviewers: Reviewers };

/** The policy that new releases are signed under, or how to publish the first. */
export function PolicyInForce({ policy, reviewers }: PolicyInForceProps) {
  if (!policy) return <NoPolicy />;
  const { version, digest, publishedAt, publishedBy, content, changeSeats } = policy;
  return (
    <>
      <Sheet title={`Policy ${version}, in force`} provenance={<Digest value={digest} />} flush>
        <PolicyRoutes policy={content} reviewers={reviewers} />
        <div className="border-t border-line py-2.5">
          <SignerRules rules={peopleRules(content)} />
        </div>
        {content.gates && (
          <div className="border-t border-line py-1">
            <GateTable gates={content.gates} />
          </div>
        )}
        <div className="border-t border-line py-2.5 text-sm">
          <span className="text-ink-2">Policy changes are signed by</span> {seatsText(changeSeats)}.
          <SeatWarnings seats={changeSeats} reviewers={reviewers} />
          <span className="block text-xs text-ink-3">
            Published by {publishedBy}, <Time at={publishedAt} />
          </span>
        </div>
      </Sheet>
      <Staff reviewers={reviewers} />
    </>
  );
}

function NoPolicy() {
  return (
    <Sheet title="In force">
      <EmptyState icon={Scale} title="No policy published yet">
        Nobody can open a release without one. An admin publishes the first policy with POST /api/v1/policies;
        later ones are proposed and signed here.
      </EmptyState>
    </Sheet>
  );
}
