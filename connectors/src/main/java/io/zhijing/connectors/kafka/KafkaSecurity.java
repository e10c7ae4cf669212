package io.zhijing.connectors.kafka;

import io.zhijing.connectors.entry.Authorities;
import io.zhijing.connectors.secret.Secret;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to sign in to Kafka, and whom to trust. Everything travels with the job; no file need lie on
 * its workers. No form of it prints its secret.
 *
 * @param protocol how the connection is made
 * @param mechanism how the user signs in
 * @param user empty if nobody signs in
 * @param password never printed
 * @param authorities who may vouch for the brokers
 */
public record KafkaSecurity(
    Protocol protocol, Mechanism mechanism, String user, Secret password, Authorities authorities)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** How the connection is made, by Kafka's own names. */
  public enum Protocol {
    /** In the clear, and nobody signs in. */
    PLAINTEXT(false, false),
    /** By TLS, and nobody signs in. */
    SSL(true, false),
    /** In the clear; a user signs in. */
    SASL_PLAINTEXT(false, true),
    /** By TLS; a user signs in. */
    SASL_SSL(true, true);

    private final boolean hasTls;
    private final boolean hasUser;

    Protocol(boolean hasTls, boolean hasUser) {
      this.hasTls = hasTls;
      this.hasUser = hasUser;
    }

    /** Whether the connection is by TLS. */
    public boolean hasTls() {
      return hasTls;
    }

    /** Whether a user signs in. */
    public boolean hasUser() {
      return hasUser;
    }
  }

  /** How a user signs in. */
  public enum Mechanism {
    /** The password itself crosses the connection. */
    PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
    /** The password does not leave this program. */
    SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
    /** The same with the longer hash. */
    SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    private final String code;
    private final String module;

    Mechanism(String code, String module) {
      this.code = code;
      this.module = module;
    }

    /** Kafka's name of it. */
    public String code() {
      return code;
    }
  }

  /** No security. */
  public static KafkaSecurity none() {
    return new KafkaSecurity(
        Protocol.PLAINTEXT, Mechanism.SCRAM_SHA_512, "", Secret.none(), Authorities.ofTheJvm());
  }

  /** Client properties; those of secrets are of a type that Kafka never prints. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    if (protocol == Protocol.PLAINTEXT) {
      return properties;
    }
    properties.put("security.protocol", protocol.name());
    if (protocol.hasUser()) {
      properties.put("sasl.mechanism", mechanism.code());
      properties.put(
          "sasl.jaas.config",
          "%s required username=\"%s\" password=\"%s\";"
              .formatted(mechanism.module, quoted(user), quoted(password.reveal())));
    }
    if (protocol.hasTls() && authorities.areOwn()) {
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.certificates", authorities.pem());
    }
    return properties;
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
