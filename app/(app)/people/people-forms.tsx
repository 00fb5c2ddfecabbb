"use client";

import type { ComponentProps } from "react";
import { People } from "#components/access/people.tsx";
import type { PeopleSubmits } from "#components/access/people-dialogs.tsx";
import { PersonRail } from "#components/access/person-rail.tsx";
import { api } from "#lib/client/api.ts";
import { peopleActions } from "#lib/client/people-actions.ts";

const SUBMITS: PeopleSubmits = {
  invite: peopleActions.invite,
  assign: peopleActions.assign,
  disable: (leaving) => api("POST /people/{personId}/disable", leaving),
  reset: peopleActions.reset,
  giveLink: peopleActions.giveLink,
  revokeLink: (revoked) => api("POST /people/{personId}/password-link/revoke", revoked),
  enable: peopleActions.enable,
};

/** The people with their forms wired to the API. */
export const PeopleForms = (props: Omit<ComponentProps<typeof People>, keyof PeopleSubmits>) => (
  <People {...props} {...SUBMITS} />
);

/** What an admin can do for one person, wired to the API. */
export const PersonRailForms = (props: Omit<ComponentProps<typeof PersonRail>, keyof PeopleSubmits>) => (
  <PersonRail {...props} {...SUBMITS} />
);
