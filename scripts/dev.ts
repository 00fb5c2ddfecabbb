/** Pages and server with reload: `up` without a build. */
process.argv.push("--dev");
await import("./up.ts");

export {};
