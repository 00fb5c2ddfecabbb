import { overreaches } from "#lib/storage/overreach.ts";

/** Prints what a process that is started like this one can reach that is another's, as JSON. */
process.stdout.write(JSON.stringify(await overreaches()));
