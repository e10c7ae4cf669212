package io.zhijing.connectors.elasticsearch;

import io.zhijing.connectors.entry.Authorities;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the documents live.
 *
 * @param hosts one or more {@code http(s)://host:port} of the same cluster
 * @param indexPrefix first part of every index name
 * @param credentials how to sign in
 * @param authorities who may vouch for the hosts
 */
public record ElasticsearchSettings(
    List<URI> hosts, String indexPrefix, Credentials credentials, Authorities authorities)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The prefix used unless one is set. */
  public static final String DEFAULT_PREFIX = "zhijing";

  /** Reports all faults at once. */
  public ElasticsearchSettings {
    hosts = List.copyOf(hosts);
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(authorities, "authorities");
    List<String> faults = new ArrayList<>();
    if (hosts.isEmpty()) {
      faults.add("no host");
    }
    for (URI host : hosts) {
      boolean known = "http".equals(host.getScheme()) || "https".equals(host.getScheme());
      if (!known || host.getHost() == null) {
        faults.add("not an http(s) address with a host: " + host.getScheme() + "://...");
      }
      if (host.getUserInfo() != null) {
        faults.add("credentials do not belong in an address");
      }
    }
    if (hosts.stream().map(URI::getScheme).distinct().count() > 1) {
      faults.add("some hosts with TLS and some without");
    }
    if (authorities.areOwn() && hosts.stream().noneMatch(uri -> "https".equals(uri.getScheme()))) {
      faults.add("authorities of its own, and no host with https");
    }
    if (!indexPrefix.matches("[a-z0-9][a-z0-9_-]*")) {
      faults.add("the index prefix must be lower case letters, digits, - or _");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("Elasticsearch settings: " + String.join("; ", faults));
    }
  }

  /** Hosts that the authorities of the JVM vouch for, if they have certificates. */
  public ElasticsearchSettings(List<URI> hosts, String indexPrefix, Credentials credentials) {
    this(hosts, indexPrefix, credentials, Authorities.ofTheJvm());
  }

  /** The same in indices with another prefix. */
  public ElasticsearchSettings withPrefix(String other) {
    return new ElasticsearchSettings(hosts, other, credentials, authorities);
  }

  /** An open server with the usual prefix, as the demo and tests use it. */
  public static ElasticsearchSettings open(URI host) {
    return new ElasticsearchSettings(List.of(host), DEFAULT_PREFIX, new Credentials.None());
  }
}
