package io.zhijing.connectors.elasticsearch;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Opens clients. The caller owns and closes them. */
public final class Connections {

  /** Longest wait for an answer; a bulk request on a busy server takes seconds, not minutes. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private Connections() {}

  /** A client for all hosts of the settings; it connects at the first request. */
  public static RestClient open(ElasticsearchSettings settings) {
    HttpHost[] hosts =
        settings.hosts().stream()
            .map(uri -> new HttpHost(uri.getHost(), port(uri), uri.getScheme()))
            .toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setSocketTimeout((int) ANSWER_TIMEOUT.toMillis()));
    if (settings.authorities().areOwn()) {
      SSLContext trusted = settings.authorities().context();
      builder.setHttpClientConfigCallback(client -> client.setSSLContext(trusted));
    }
    String path = settings.hosts().get(0).getPath();
    if (path != null && path.length() > 1) {
      builder.setPathPrefix(path);
    }
    settings
        .credentials()
        .authorization()
        .ifPresent(
            value ->
                builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
    return builder.build();
  }

  static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 9200;
  }
}
