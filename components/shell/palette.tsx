"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Search, TextSearch } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import type { Answer, Problem } from "#components/ui/answer.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { places } from "./places.ts";

export type PaletteHit = { href: string; title: string; detail: string; kind: string };

/** Looks things up as the reader types. Resolves, never rejects. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<Answer<readonly PaletteHit[]>>;

type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  search?: PaletteSearch | undefined;
};

/** Goes anywhere from one line of typing: places at once, everything else as it is found. */
export function Palette({ open, onOpenChange, search }: PaletteProps) {
  const [query, setQuery] = useState("");
  const router = useRouter();
  const { hits, busy, problem } = useHits(open ? query : "", search);
  const go = (href: string) => {
    onOpenChange(false);
    setQuery("");
    router.push(href);
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="enter fixed top-[12vh] left-1/2 z-40 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-surface"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Command label="Search or jump to" shouldFilter={false} loop>
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder="Release 2, rolled back, a person, a digest or a page"
                className="h-11 min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5 not-has-[[role=option]]:hidden">
              <Results query={query} hits={hits} go={go} />
            </Command.List>
            <Told query={query} hits={hits} busy={busy} problem={problem} />
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ResultsProps = Pick<Found, "hits"> & { query: string; go: (href: string) => void };

const placesNamed = (query: string) =>
  places.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));

function Results({ query, hits, go }: ResultsProps) {
  const found = placesNamed(query);
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return (
    <>
      {found.length > 0 && (
        <Group heading="Go to">
          {found.map(({ href, label, icon: Icon, key }) => (
            <Item key={href} value={`place ${href}`} onSelect={() => go(href)}>
              <Icon aria-hidden="true" className="size-4 text-ink-3" />
              <span className="flex-1">{label}</span>
              <kbd className="font-mono text-2xs text-ink-3">g {key}</kbd>
            </Item>
          ))}
        </Group>
      )}
      {kinds.map((kind) => (
        <Group key={kind} heading={kind}>
          {hits
            .filter((hit) => hit.kind === kind)
            .map((hit) => (
              <Item key={hit.href} value={`${kind} ${hit.href}`} onSelect={() => go(hit.href)}>
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{hit.title}</span>
                  <span className="block truncate text-xs text-ink-3">{hit.detail}</span>
                </span>
                <CornerDownLeft aria-hidden="true" className="size-3.5 text-ink-3" />
              </Item>
            ))}
        </Group>
      ))}
      {hits.length > 0 && (
        <Item value="all results" onSelect={() => go(hrefWith("/search", { q: query.trim() }))}>
          <TextSearch aria-hidden="true" className="size-4 text-ink-3" />
          <span className="flex-1 truncate">All results for “{query.trim()}”</span>
        </Item>
      )}
    </>
  );
}

/** Why there is nothing in the list; outside of it, because a list of choices holds choices alone. */
function Told({ query, hits, busy, problem }: Found & { query: string }) {
  if (problem)
    return (
      <p role="alert" className="p-3.5 text-sm text-fail">
        Not searched: {problem.title} {problem.todo}
      </p>
    );
  if (placesNamed(query).length + hits.length > 0) return null;
  return (
    <p role="status" className="px-3.5 py-6 text-center text-sm text-ink-2">
      {busy
        ? "Searching"
        : `No results for “${query.trim()}”. Try a model, “release 2”, “rolled back”, a person, or the first six digits of a digest.`}
    </p>
  );
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

function Item(props: { value: string; onSelect: () => void; children: React.ReactNode }) {
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onSelect}
      className="flex min-h-9 items-center gap-2 rounded-md px-2 py-1 text-sm aria-selected:bg-accent-weak aria-selected:text-accent"
    >
      {props.children}
    </Command.Item>
  );
}

const typingPauseMs = 150;

/** A letter finds too much; a number may be a release. */
const isSearchable = (wanted: string): boolean => wanted.length > 1 || /\d/.test(wanted);

type Found = { hits: readonly PaletteHit[]; busy: boolean; problem?: Problem | undefined };
const NOTHING: Found = { hits: [], busy: false };

function useHits(query: string, search: PaletteSearch | undefined): Found {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    const wanted = query.trim();
    if (!search || !isSearchable(wanted)) {
      setState(NOTHING);
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, busy: true }));
    const timer = setTimeout(async () => {
      const answer = await search(wanted, abort.signal);
      if (abort.signal.aborted) return;
      setState(answer.ok ? { hits: answer.value, busy: false } : { ...NOTHING, problem: answer.problem });
    }, typingPauseMs);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [query, search]);
  return state;
}
