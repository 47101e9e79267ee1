/**
 * The configuration of a private Dovecot, in the syntax of its version.
 */

/** What goes into it. */
export interface DovecotSettings {
  /** Where everything is, and nothing else. */
  readonly folder: string;
  /** Who runs everything: a user that is not root, and its group. */
  readonly user: string;
  readonly group: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly lmtpPort: number;
  /** Asked about each OAuth token, as `Authorization: Bearer`. */
  readonly introspectionUrl: string;
  /** Of all users. */
  readonly password: string;
  /** The name of the mailbox with the flag `\Junk`. */
  readonly junkMailbox: string;
  /** How many connections a user may have open from one address. */
  readonly maxConnections: number;
  /** Whether IDLE is offered. */
  readonly idle: boolean;
  /** Whether COMPRESS=DEFLATE is offered. */
  readonly compress: boolean;
}

// What Dovecot 2.3 offers before the login, without IDLE; it adds STARTTLS and the ways to log in itself.
const withoutIdle =
  "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED CONDSTORE QRESYNC " +
  "ESEARCH SEARCHRES WITHIN LIST-STATUS BINARY MOVE LITERAL+ SPECIAL-USE";

// Everything runs as one user, who cannot change the root folder of a process.
const common = (of: DovecotSettings) => `
base_dir = ${of.folder}/run
state_dir = ${of.folder}/state
log_path = /dev/stderr
listen = 127.0.0.1
default_internal_user = ${of.user}
default_login_user = ${of.user}
default_internal_group = ${of.group}
default_client_limit = 400
first_valid_uid = 1
mail_uid = ${of.user}
mail_gid = ${of.group}
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
mail_max_userip_connections = ${of.maxConnections}
ssl = yes

service anvil {
  chroot =
  # No longer and longer waits after wrong passwords.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  process_min_avail = 1
  inet_listener imap {
    port = ${of.imapPort}
  }
  inet_listener imaps {
    port = ${of.imapsPort}
  }
}
service imap {
  process_min_avail = 1
}
service lmtp {
  process_min_avail = 1
  inet_listener lmtp {
    port = ${of.lmtpPort}
  }
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox ${of.junkMailbox} {
    auto = create
    special_use = \\Junk
  }
}
`;

const dovecot23 = (of: DovecotSettings) => `
protocols = imap lmtp
service imap-login {
  service_count = 0
}
auth_username_format = %Ln
mail_location = mdbox:~/mdbox
ssl_cert = <${of.folder}/cert.pem
ssl_key = <${of.folder}/key.pem
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${of.folder}/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=${of.password}
}
userdb {
  driver = static
  args = allow_all_users=yes uid=${of.user} gid=${of.group} home=${of.folder}/mail/%n
}
${of.idle ? "" : `imap_capability = ${withoutIdle}${of.compress ? " COMPRESS=DEFLATE" : ""}`}
protocol imap {
  ${of.compress ? "mail_plugins = imap_zlib" : ""}
}
`;

const dovecot24 = (of: DovecotSettings) => `
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols {
  imap = yes
  lmtp = yes
}
auth_username_format = %{user | username | lower}
mail_driver = mdbox
mail_path = ~/mdbox
ssl_server_cert_file = ${of.folder}/cert.pem
ssl_server_key_file = ${of.folder}/key.pem
oauth2 {
  introspection_mode = auth
  introspection_url = ${of.introspectionUrl}
  username_attribute = username
}
passdb oauth2 {
  mechanisms_filter = xoauth2 oauthbearer
}
passdb static {
  mechanisms_filter = plain login
  password = ${of.password}
}
userdb static {
  allow_all_users = yes
  fields {
    uid = ${of.user}
    gid = ${of.group}
    home = ${of.folder}/mail/%{user}
  }
}
imap_capability {
  ${of.idle ? "" : "IDLE = no"}
  ${of.compress ? "" : '"COMPRESS=DEFLATE" = no'}
}
`;

/**
 * Writes the configuration.
 *
 * @param settings What goes into it.
 * @param version As `dovecot --version` prints it, for example `2.3.19.1 (9b53102964)`; 2.3 and 2.4 are known.
 * @returns Files by name, `dovecot.conf` among them. Throws for another version.
 */
export function dovecotConfig(settings: DovecotSettings, version: string): Readonly<Record<string, string>> {
  const [number = ""] = version.split(" ");
  if (/^2\.3\./.test(number)) {
    return {
      "dovecot.conf": dovecot23(settings) + common(settings),
      "oauth2.conf": `introspection_mode = auth
introspection_url = ${settings.introspectionUrl}
username_attribute = username
`,
    };
  }
  // The version must stand first in its file.
  if (/^2\.4\./.test(number)) return { "dovecot.conf": dovecot24(settings) + common(settings) };
  throw new Error(`Dovecot ${number}: the tests know how to configure 2.3 and 2.4 only`);
}
