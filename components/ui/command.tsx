import { CopyButton } from "./copy-button.tsx";

/** A command as it is pasted into a shell. */
export function Command({ text, what }: { text: string; what: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 pr-10 font-mono text-xs">
        {text}
      </pre>
      <span className="absolute top-2 right-2 rounded bg-sunken">
        <CopyButton text={text} what={what} />
      </span>
    </div>
  );
}
