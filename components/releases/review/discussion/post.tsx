import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PostView } from "#lib/releases/views/discussion.ts";
import { ERASED, newestOf, piecesOf } from "./discussion-words.ts";

type PostProps = {
  post: PostView;
  /** Opens it for editing, where the reader may. */
  edit: (() => void) | undefined;
};

/** What somebody wrote, as it stands, and how it stood before. Text is shown as it was typed, never as markup. */
export function Post({ post, edit }: PostProps) {
  const newest = newestOf(post);
  const earlier = post.versions.slice(0, -1);
  return (
    <div className="flex items-start gap-2.5">
      <Avatar name={post.by.name} className="mt-0.5" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{post.by.name}</span>
          {post.as === "answered" && <span className="text-xs text-ink-2">answers</span>}
          <Time at={post.at} className="text-xs text-ink-2" />
          {edit && (
            <button
              type="button"
              onClick={edit}
              aria-label={`Edit post ${post.post}`}
              className="ml-auto text-xs font-medium text-accent hover:underline"
            >
              Edit
            </button>
          )}
        </p>
        <Text text={newest?.text ?? null} mentions={post.mentions} />
        {earlier.length > 0 && (
          <details className="mt-1 text-xs text-ink-2">
            <summary className="cursor-pointer">
              Edited, <Time at={newest?.at ?? post.at} />
            </summary>
            <ol className="mt-1 flex flex-col gap-1 border-l-2 border-line pl-2">
              {earlier.map(({ version, at, text }) => (
                <li key={version}>
                  <Time at={at} />
                  <Text text={text} mentions={[]} />
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </div>
  );
}

function Text({ text, mentions }: { text: string | null; mentions: readonly string[] }) {
  if (text === null) return <p className="text-ink-2 italic">{ERASED}</p>;
  return (
    <p className="whitespace-pre-line text-ink-2 wrap-anywhere">
      {piecesOf(text, mentions).map(({ text: piece, names, at }) =>
        names ? (
          <span key={at} className="rounded bg-accent-weak px-1 font-medium text-accent">
            {piece}
          </span>
        ) : (
          <span key={at}>{piece}</span>
        ),
      )}
    </p>
  );
}
