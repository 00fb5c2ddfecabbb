type NamedRelease = { readonly model: string; readonly version: number; readonly pointer: string };

/** What goes where, in a few words: "churn-risk v2 to production". */
export const releaseTitle = ({ model, version, pointer }: NamedRelease): string =>
  `${model} v${version} to ${pointer}`;
