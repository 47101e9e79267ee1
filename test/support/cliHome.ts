/** A home of its own for the command line's user, whose records and settings are then in files. */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AuthToken, storedLogin } from "../../mod.ts";
import { fileStore } from "../../plugins/file_store.ts";
import { simulate, type Simulator, type SimulatorOptions } from "../../src/simulator/mod.ts";

/** The secrets of all such users; none of them may show anywhere. */
export const secrets = { appKey: "canary-app-key", password: "canary-password" };

/** For {@linkcode CliHome.env}: what a login needs is not in the environment. */
export const unset = {
  AUTOSHARES_BASE_URL: "",
  AUTOSHARES_USERNAME: "",
  AUTOSHARES_APP_KEY: "",
  AUTOSHARES_PASSWORD: "",
};

/** How a token is put into the store. */
export interface KeptToken {
  /** How old it is, in milliseconds; default 0. */
  readonly age?: number;
  /** Its user; default `bob`. */
  readonly username?: string;
  /** The file that it is in; default one in the usual folder. */
  readonly file?: string;
  /** What it is encrypted with; default nothing. */
  readonly encryptionKey?: string;
}

/** A user's home; disposing of it removes it. */
export interface CliHome extends AsyncDisposable {
  readonly folder: string;
  /** The folder of the records; it is not there before a command needs it. */
  readonly records: string;
  /** The usual settings file; it is not there before {@linkcode CliHome.saySettings}. */
  readonly settings: string;
  /** The environment of a command of bob's, with everything that a login needs. */
  readonly env: (more?: Readonly<Record<string, string>>) => Record<string, string>;
  /** Writes a file below the folder, mode 0600, and gives its path. */
  readonly write: (name: string, text: string) => Promise<string>;
  /** Writes the usual settings file. */
  readonly saySettings: (text: string, mode?: number) => Promise<void>;
  /** Puts a token into the store. */
  readonly keep: (token: string, kept?: KeptToken) => Promise<void>;
  /** The names of the records' files, without those of locks. */
  readonly recordNames: () => Promise<ReadonlyArray<string>>;
}

/**
 * Makes a home.
 *
 * @param baseUrl Where the user's broker is.
 */
export async function cliHome(baseUrl: string): Promise<CliHome> {
  const folder = await mkdtemp(join(tmpdir(), "autoshares-home-"));
  const records = join(folder, "state", "autoshares-auth");
  const settings = join(folder, "config", "autoshares-auth", "settings.env");
  const write = async (path: string, text: string, mode = 0o600) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode });
    await chmod(path, mode);
    return path;
  };
  return {
    folder,
    records,
    settings,
    env: (more = {}) => ({
      AUTOSHARES_BASE_URL: baseUrl,
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_APP_KEY: secrets.appKey,
      AUTOSHARES_PASSWORD: secrets.password,
      AUTOSHARES_STORE: "file",
      XDG_STATE_HOME: join(folder, "state"),
      XDG_CONFIG_HOME: join(folder, "config"),
      ...more,
    }),
    write: (name, text) => write(join(folder, name), text),
    saySettings: async (text, mode) => void await write(settings, text, mode),
    keep: (token, { age = 0, username = "bob", file, encryptionKey } = {}) =>
      Effect.gen(function* () {
        const store = fileStore({ ...(file === undefined ? { folder: records } : { file }), encryptionKey });
        const stored = yield* storedLogin(store, {
          baseUrl,
          username,
          appKey: Redacted.make(secrets.appKey),
        });
        const obtainedAt = Date.now() - age;
        yield* stored.saveToken(
          new AuthToken({ token: Redacted.make(token), username, obtainedAt, codesTried: 0 }),
        );
      }).pipe(Effect.runPromise),
    recordNames: async () => {
      const names = await readdir(records).catch(() => []);
      return names.filter((name) => !/\.lock-\d+$/.test(name)).toSorted();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A broker of the users, all with the same password, and codes for none of them unless `options` has others. */
export function brokerOf(
  usernames: ReadonlyArray<string> = ["bob"],
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  const users = usernames.map((username) => ({ username, password: secrets.password }));
  return simulate({ appKey: secrets.appKey, users, ...options });
}
