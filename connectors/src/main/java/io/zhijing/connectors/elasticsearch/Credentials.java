package io.zhijing.connectors.elasticsearch;

import io.zhijing.connectors.secret.Secret;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How to sign in. No form of it ever prints its secret. */
public sealed interface Credentials extends Serializable {

  /** The value of the HTTP header {@code Authorization}, if one is to be sent. */
  Optional<String> authorization();

  /** An open server. */
  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /**
   * A user of the server.
   *
   * @param user account name
   * @param password never printed
   */
  record Basic(String user, Secret password) implements Credentials {

    /** A password that is at hand. */
    public Basic(String user, String password) {
      this(user, Secret.of(password));
    }

    @Override
    public Optional<String> authorization() {
      byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /**
   * An API key as Elasticsearch hands it out, already encoded.
   *
   * @param encoded never printed
   */
  record ApiKey(Secret encoded) implements Credentials {

    /** A key that is at hand. */
    public ApiKey(String encoded) {
      this(Secret.of(encoded));
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("ApiKey " + encoded.reveal());
    }
  }
}
