/** The key that does the same. Hidden on narrow screens, which rarely have a keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="ml-1 hidden sm:inline-block">
      <kbd className="rounded border border-current/25 px-1 font-mono text-2xs leading-4 opacity-80">
        {keys}
      </kbd>
    </span>
  );
}
