import { describe, expect, it } from "vitest";
import { ownWords, plainWords, userCommand } from "../../../src/cli/ownWords.ts";

const words = (line: string) => line.split(" ");

describe("a command line's own words", () => {
  it.each<[line: string, own: string]>([
    ["token --profile alice", "token --profile alice"],
    ["exec --profile alice -- node x.mjs", "exec --profile alice"],
    ["exec node --env-file=foo.env x.mjs", "exec"],
    ["exec --username=bob node --username ada -- x", "exec --username=bob"],
    ["exec --env-file .env --provider imap ls -l", "exec --env-file .env --provider imap"],
    ["exec --env-file --profile alice ls", "exec --env-file --profile alice"],
    ["exec --wrong ls", "exec --wrong"],
    ["exec --help", "exec --help"],
  ])("%s: %s", (line, own) => expect(ownWords(words(line)).join(" ")).toBe(own));

  it.each<[line: string, plain: string]>([
    ["exec node --env-file=foo.env x.mjs", "exec -- node --env-file=foo.env x.mjs"],
    ["exec node x -- y", "exec -- node x -- y"],
    ["exec -- node --env-file", "exec -- node --env-file"],
    ["exec --env-file --profile al ls --env-file", "exec --settings-file .env --profile al -- ls --env-file"],
    ["token --env-file", "token --settings-file .env"],
    ["token --env-file x.env", "token --settings-file x.env"],
    ["token --env-file=x.env", "token --settings-file=x.env"],
    ["token --settings-file x.env", "token --settings-file x.env"],
  ])("%s is read as %s", (line, plain) => expect(plainWords(words(line)).join(" ")).toBe(plain));
});

describe("the command that clears this user's ledger", () => {
  it.each<[args: ReadonlyArray<string>, command: string]>([
    [["token"], "autoshares-auth reset"],
    [["token", "--json", "--profile", "alice"], "autoshares-auth reset --profile alice"],
    [["login", "--profile=alice", "--provider", "imap"], "autoshares-auth reset --profile=alice"],
    [
      ["token", "--env-file", "--username", "bob"],
      "autoshares-auth reset --settings-file .env --username bob",
    ],
    [["token", "--env-file", "my bot.env"], "autoshares-auth reset --settings-file 'my bot.env'"],
    [["proxy", "--base-url=https://b.example/api"], "autoshares-auth reset --base-url=https://b.example/api"],
    [["token", "--app-key-file", "/k"], "autoshares-auth reset --app-key-file /k"],
    [["exec", "ls", "--profile", "theirs"], "autoshares-auth reset"],
  ])("%j: %s", (args, command) => expect(userCommand("reset", args)).toBe(command));
});
