"use client";

import { Ellipsis, UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { announce } from "#components/ui/live-region.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Standing } from "#lib/access/views/person.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { InviteDialog, type InviteInput } from "./invite-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";

type PeopleProps = PagerHrefs & {
  people: readonly ListedPerson[];
  invite: Submit<InviteInput, unknown>;
  assign: Submit<Standing & { personId: string }, unknown>;
  disable: Submit<{ personId: string; reason: string }, unknown>;
  reset: Submit<{ personId: string; reason: string; presence: Presence }, unknown>;
  /** What the reader can show who they are with. */
  means: Means;
  /** Why the reader may not change any of it. */
  whyNot?: string | undefined;
};

type Change = "assign" | "reset" | "disable";
type Asking = { what: "invite" } | { what: Change; person: ListedPerson } | null;

/** The people of the workspace and what an admin does with them. */
export function People(props: PeopleProps) {
  const { people, invite, assign, disable, reset, means, whyNot, newerHref, olderHref } = props;
  const [asking, setAsking] = useState<Asking>(null);
  const router = useRouter();
  const reasonId = useId();
  const close = () => setAsking(null);
  const done = (message: string) => {
    announce(message);
    close();
    router.refresh();
  };
  const subject = (what: Change) => (asking?.what === what ? asking.person : null);
  const leaving = subject("disable");
  const locked = subject("reset");
  return (
    <Sheet title="People" provenance={countOf(people.length, "person", "people")} flush>
      <div className="flex flex-wrap items-center gap-3 py-3">
        <Button
          icon={UserPlus}
          variant="solid"
          whyNot={whyNot}
          reasonId={reasonId}
          onClick={() => setAsking({ what: "invite" })}
        >
          Add a person
        </Button>
        {whyNot && (
          <p id={reasonId} className="text-xs text-ink-3">
            {whyNot}
          </p>
        )}
      </div>
      <PeopleTable
        people={people}
        actions={(person) =>
          !person.disabledAt &&
          !whyNot && <PersonActions person={person} ask={(what) => setAsking({ what, person })} />
        }
      />
      {(newerHref || olderHref) && (
        <Pager
          shown={countOf(people.length, "person", "people")}
          newerHref={newerHref}
          olderHref={olderHref}
        />
      )}
      <InviteDialog
        open={asking?.what === "invite"}
        onClose={close}
        invite={invite}
        onDone={(name) => done(`${name} was added`)}
      />
      <AssignDialog
        person={subject("assign")}
        onClose={close}
        assign={assign}
        onDone={(name) => done(`Roles of ${name} saved`)}
      />
      <ReasonDialog
        action={
          leaving && {
            verb: "disable",
            label: "End access",
            consequence: `${leaving.name} is signed out everywhere and cannot sign in again. What they signed stays valid.`,
            variant: "danger",
            asksReason: true,
          }
        }
        onClose={close}
        submit={({ reason }) => disable({ personId: leaving?.id ?? "", reason })}
        onDone={() => done(`Access of ${leaving?.name} ended`)}
      />
      <PresenceDialog
        action={locked && resetOf(locked)}
        means={means}
        submit={({ text, presence }) => reset({ personId: locked?.id ?? "", reason: text, presence })}
        onClose={close}
        onDone={() => done(`Second factor of ${locked?.name} reset`)}
      />
    </Sheet>
  );
}

const resetOf = ({ name }: ListedPerson): ProvenAction => ({
  verb: "reset",
  label: "Reset second factor",
  consequence: `${name} is signed out everywhere, can sign in by password alone, and can add a new factor. Make sure that they are the one who asks.`,
  danger: true,
  asksReason: true,
});

function PersonActions({ person, ask }: { person: ListedPerson; ask: (what: Change) => void }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Change ${person.name}`}
          className="grid size-8 place-items-center rounded-md text-ink-2 hover:bg-sunken"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      <MenuItem onSelect={() => ask("assign")}>Change roles</MenuItem>
      {person.factors.length > 0 && <MenuItem onSelect={() => ask("reset")}>Reset second factor</MenuItem>}
      <MenuItem danger onSelect={() => ask("disable")}>
        End access
      </MenuItem>
    </Menu>
  );
}
