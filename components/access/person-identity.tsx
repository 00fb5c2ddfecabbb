import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OpenLink, PersonState } from "#lib/access/views/person-list.ts";
import type { PersonPageView } from "#lib/access/views/person-page.ts";
import { levelWords, linkText, stateLooks } from "./person-looks.ts";

type PersonIdentityProps = Pick<PersonPageView, "person" | "identity">;

/** How the person is known: by what their present way in reached them, and where an open link is. */
export function PersonIdentity({ person, identity }: PersonIdentityProps) {
  const { link, state } = person;
  const level = identity && levelWords[identity.level];
  return (
    <Sheet title="Identity" provenance={<Stated look={stateLooks[state]} />}>
      <div className="flex flex-col gap-3">
        {link && <Undelivered {...link} />}
        {level && <p className="text-sm">{level.says}</p>}
        {!level && <p className="text-sm">They have not joined: they cannot sign in, sign or fill a seat.</p>}
        <DefinitionList
          items={[
            ...(identity && level
              ? [
                  { term: "Level", value: level.word },
                  { term: "Since", value: <Time at={identity.since} /> },
                  { term: "Issued by", value: identity.issuer ?? "themselves or the system" },
                ]
              : []),
            ...(link ? linkItems(link, state) : []),
          ]}
        />
      </div>
    </Sheet>
  );
}

const linkItems = (link: OpenLink, state: PersonState) => [
  { term: state === "invited" ? "Invitation" : "Link", value: linkText(link) },
  ...(link.over || link.gaveUp ? [] : [{ term: "Valid until", value: <Time at={link.expiresAt} /> }]),
];

/** Why an open link was not mailed, and what follows. */
function Undelivered({ trouble, sentAt, over, gaveUp }: OpenLink) {
  if (trouble === null || sentAt !== null || over) return null;
  return (
    <Notice tone={gaveUp ? "fail" : "hold"} title="The link could not be mailed.">
      {gaveUp
        ? `Reason: “${trouble}”. It is not tried again, and nobody can use this link. Check the address and send a new one.`
        : `Reason: “${trouble}”. It is tried again for a while; you can also send a new one.`}
    </Notice>
  );
}
