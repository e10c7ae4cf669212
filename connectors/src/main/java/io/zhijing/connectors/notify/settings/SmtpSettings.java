package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.secret.Secret;
import java.util.List;

/**
 * A mail server. Its certificate must be trusted by the JVM and name the host.
 *
 * @param host name of the server
 * @param port usually 587 for STARTTLS, 465 for TLS, 25 for a relay in the house
 * @param encryption how the connection is encrypted
 * @param user account; empty for none
 * @param password never printed
 * @param from sender's mailbox, which answers and bounces go to
 * @param limits how long an attempt may take
 */
public record SmtpSettings(
    String host,
    int port,
    Encryption encryption,
    String user,
    Secret password,
    String from,
    TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;
  private static final int MAX_PORT = 65_535;

  /** How the connection is encrypted. */
  public enum Encryption {
    /** Plain at first, then encrypted; an attempt against a server without STARTTLS is rejected. */
    STARTTLS,
    /** From the first byte. */
    TLS,
    /** Not at all: for a relay in the house, without an account. */
    NONE
  }

  @Override
  public List<String> faults() {
    return new Faults()
        .text("host", host)
        .when(port < 1 || port > MAX_PORT, "port must lie between 1 and 65535")
        .when(encryption == null, "encryption is missing")
        .when(encryption == Encryption.NONE && !user.isEmpty(), "an account needs encryption")
        .when(!user.isEmpty() && !password.isPresent(), "password is missing")
        .optional("password", password)
        .when(
            from == null || !from.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+"),
            "from must be one plain address, name@domain")
        .limits(limits)
        .found();
  }
}
