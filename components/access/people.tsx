"use client";

import { UserPlus } from "lucide-react";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import { PeopleDialogs, type PeopleRequest, type PeopleSubmits } from "./people-dialogs.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonActions } from "./person-actions.tsx";

type PeopleProps = PagerHrefs &
  PeopleSubmits & {
    people: readonly ListedPerson[];
    /** What the reader can show who they are with. */
    means: Means;
    /** The domains to whose addresses links are mailed. */
    mailed: readonly string[];
    /** Why the reader may not change any of it. */
    whyNot?: string | undefined;
  };

/** The people of the workspace and what an admin does with them. */
export function People(props: PeopleProps) {
  const { people, means, mailed, whyNot, newerHref, olderHref, ...submits } = props;
  const { asked: request, ask, close, done } = useAsked<NonNullable<PeopleRequest>>();
  const reasonId = useId();
  return (
    <Sheet title="People" provenance={countOf(people.length, "person", "people")} flush>
      <div className="flex flex-wrap items-center gap-3 py-3">
        <Button
          icon={UserPlus}
          variant="solid"
          whyNot={whyNot}
          reasonId={reasonId}
          onClick={() => ask({ what: "invite" })}
        >
          Invite a person
        </Button>
        <ButtonLink href="/functions">Functions</ButtonLink>
        {whyNot && (
          <p id={reasonId} className="text-xs text-ink-3">
            {whyNot}
          </p>
        )}
      </div>
      <PeopleTable
        people={people}
        actions={(person) =>
          !whyNot && <PersonActions person={person} ask={(what) => ask({ what, person })} />
        }
      />
      {(newerHref || olderHref) && (
        <Pager
          shown={countOf(people.length, "person", "people")}
          newerHref={newerHref}
          olderHref={olderHref}
        />
      )}
      <PeopleDialogs {...submits} request={request} means={means} mailed={mailed} close={close} done={done} />
    </Sheet>
  );
}
