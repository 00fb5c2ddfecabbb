import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentEntryView } from "#lib/incidents/views/incident-page.ts";

/** What somebody wrote, by whom and when. */
export function WrittenEntry({ entry: { text, author, at } }: { entry: IncidentEntryView }) {
  return (
    <div className="flex items-start gap-2.5">
      <Avatar name={author} />
      <div className="min-w-0">
        <p className="text-xs text-ink-3">
          {author}, <Time at={at} />
        </p>
        <p className="text-sm wrap-anywhere whitespace-pre-wrap">{text}</p>
      </div>
    </div>
  );
}
