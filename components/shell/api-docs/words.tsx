/** A sentence in which what stands between backticks is code. */
export function Words({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <code key={index} className="font-mono text-xs wrap-anywhere">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
