"use client";

import { Link2, type LucideIcon, UserCheck, UserCog, UserX } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import { PeopleDialogs, type PeopleRequest, type PeopleSubmits } from "./people-dialogs.tsx";
import { linkLabel, linkNoun, type PersonChange } from "./person-actions.tsx";

type PersonRailProps = PeopleSubmits & {
  person: ListedPerson;
  means: Means;
  /** The domains to whose addresses links are mailed. */
  mailed: readonly string[];
  /** Why the reader may not change any of it. */
  whyNot: string | undefined;
};

/** What an admin can do for a person, and what no admin can. */
export function PersonRail({ person, means, mailed, whyNot, ...submits }: PersonRailProps) {
  const { asked: request, ask, close, done } = useAsked<NonNullable<PeopleRequest>>();
  return (
    <Sheet title="What you can do">
      <div className="flex flex-col gap-2">
        {actsOn(person).map(({ what, label, icon, danger }) => (
          <Button
            key={what}
            icon={icon}
            variant={danger ? "danger" : "plain"}
            whyNot={whyNot}
            onClick={() => ask({ what, person })}
          >
            {label}
          </Button>
        ))}
        <p className="text-xs text-ink-2">{whyNot ?? CANNOT}</p>
      </div>
      <PeopleDialogs {...submits} request={request} means={means} mailed={mailed} close={close} done={done} />
    </Sheet>
  );
}

const CANNOT = "You cannot set a password, see a mailed link or add a factor for them.";

type Act = { what: PersonChange; label: string; icon: LucideIcon; danger?: boolean };

/** What can be done now, in order of how much it takes. */
function actsOn(person: ListedPerson): readonly Act[] {
  if (person.state === "disabled") return [{ what: "enable", label: "Give access back", icon: UserCheck }];
  return [
    { what: "assign", label: "Change roles", icon: UserCog },
    { what: "link", label: linkLabel(person), icon: Link2 },
    ...(person.link && !person.link.over
      ? [{ what: "revoke" as const, label: `Revoke ${linkNoun(person)}`, icon: Link2 }]
      : []),
    ...(person.factors.length > 0
      ? [{ what: "reset" as const, label: "Reset second factor", icon: UserCog, danger: true }]
      : []),
    { what: "disable", label: "End access", icon: UserX, danger: true },
  ];
}
