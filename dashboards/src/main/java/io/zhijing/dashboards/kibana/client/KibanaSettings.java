package io.zhijing.dashboards.kibana.client;

import io.zhijing.connectors.elasticsearch.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which Kibana. A private certificate authority belongs in the JVM's trust store.
 *
 * @param url its address, with the base path if it has one
 * @param space id of the space; empty for the default one
 * @param credentials how to sign in
 * @param patience how long to wait for one answer, to its last byte
 */
public record KibanaSettings(URI url, String space, Credentials credentials, Duration patience) {
  private static final String DEFAULT_SPACE = "default";

  /** Reports all faults at once. */
  public KibanaSettings {
    Objects.requireNonNull(credentials, "credentials");
    List<String> faults = new ArrayList<>();
    boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isWeb || url.getHost() == null) {
      faults.add("the address of Kibana must be http(s)://host:port");
    }
    if (url.getUserInfo() != null) {
      faults.add("credentials do not belong in an address");
    }
    if (!space.matches("[a-z0-9_-]*")) {
      faults.add("a space's id is lower case letters, digits, - or _");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    space = space.equals(DEFAULT_SPACE) ? "" : space;
  }

  /** The address of a path within the space. */
  URI inSpace(String path) {
    return URI.create(base() + (space.isEmpty() ? "" : "/s/" + space) + path);
  }

  /** The address of a path outside of spaces. */
  URI at(String path) {
    return URI.create(base() + path);
  }

  private String base() {
    return url.toString().replaceAll("/+$", "");
  }
}
