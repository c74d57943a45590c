#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { processTerminal } from "./terminal.ts";

// Before anything large is loaded: a command that was run before starts about a quarter faster.
enableCompileCache();
const { runCommandLine } = await import("./command-line.ts");

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
