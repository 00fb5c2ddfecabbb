import { KeyRound, type LucideIcon, Mail, TriangleAlert, UserCheck } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { HANDED_OVER_COST, LINK_LIFETIME_MS, linkWay } from "#lib/access/credential-link.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";

const HOURS = LINK_LIFETIME_MS.join / HOUR_MS;

type InviteStepsProps = { name: string; email: string; mailed: readonly string[] };

/** What an invitation starts: who does what, when, and what it costs where no mail goes to that address. */
export function InviteSteps({ name, email, mailed }: InviteStepsProps) {
  const first = name.split(/\s+/)[0] || "the person";
  const address = email || "their address";
  const byMail = linkWay(email, mailed) === "mailed";
  return (
    <section>
      <h3 className="mb-3 text-sm font-semibold">What this starts</h3>
      <ol className="flex flex-col gap-4">
        {byMail || !email ? (
          <Step icon={Mail} title="Now">
            {mailed.length > 0
              ? `A single-use link goes to ${address}. It expires in ${HOURS} hours.`
              : `You get a single-use link, once, to hand over yourself. It expires in ${HOURS} hours.`}
          </Step>
        ) : (
          <Fragment>
            <Step icon={Mail} title="Now">
              {`No mail goes to ${address}. You get a single-use link, once, to hand over yourself. It expires in ${HOURS} hours.`}
            </Step>
            <Step icon={TriangleAlert} title="What that costs" warns>
              {HANDED_OVER_COST}
            </Step>
          </Fragment>
        )}
        <Step icon={KeyRound} title={`When ${first} opens it`}>
          They choose their password, and add a second factor where the workspace requires one. Nobody else
          can.
        </Step>
        <Step icon={UserCheck} title="From then on">
          They can sign in with the roles you chose. Functions to sign for are given afterwards.
        </Step>
      </ol>
    </section>
  );
}

type StepProps = { icon: LucideIcon; title: string; warns?: boolean; children: ReactNode };

function Step({ icon: Icon, title, warns, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className={`grid size-7 shrink-0 place-items-center rounded-md ${warns ? "bg-hold-weak text-hold" : "bg-sunken text-ink-2"}`}
      >
        <Icon className="size-4" />
      </span>
      <span>
        <span className="block text-sm font-medium">{title}</span>
        <span className="block text-sm text-ink-2">{children}</span>
      </span>
    </li>
  );
}
