"use client";

import { ChevronsUpDown, CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuChoices, MenuItem, MenuRule } from "#components/ui/menu.tsx";
import { applyTheme } from "./apply-theme.ts";
import type { Theme } from "./theme.ts";

export type ShellPerson = {
  name: string;
  /** Role and function in words: "Security reviewer". */
  title: string;
};

type PersonMenuProps = {
  person: ShellPerson;
  theme: Theme;
  onSignOut: () => void;
  onShowKeys: () => void;
  /** Called when the reader leaves for another page, to close the narrow menu around this one. */
  onGo: () => void;
};

/** The signed-in person, at the bottom of the sidebar: account, theme, keys, sign-out. */
export function PersonMenu({ person, theme: initialTheme, onSignOut, onShowKeys, onGo }: PersonMenuProps) {
  const [theme, setTheme] = useState(initialTheme);
  const router = useRouter();
  const goToAccount = () => {
    onGo();
    router.push("/account");
  };
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2 rounded-md px-1.5 py-1 text-left text-xs text-ink-2 hover:bg-surface"
        >
          <Avatar name={person.name} />
          <span className="min-w-0 flex-1 leading-4">
            <span className="block truncate font-medium text-ink">{person.name}</span>
            <span className="block truncate">{person.title}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    >
      <MenuChoices
        label="Theme"
        value={theme}
        onChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
        choices={[
          { value: "system", label: "System", icon: Monitor },
          { value: "light", label: "Light", icon: Sun },
          { value: "dark", label: "Dark", icon: Moon },
        ]}
      />
      <MenuRule />
      <MenuItem icon={CircleUser} onSelect={goToAccount}>
        Your account
      </MenuItem>
      <MenuItem icon={Keyboard} onSelect={onShowKeys}>
        Keys
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
