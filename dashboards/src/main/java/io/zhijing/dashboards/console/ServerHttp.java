package io.zhijing.dashboards.console;

import io.javalin.config.JavalinConfig;
import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How the server speaks HTTP: limits, TLS, and which addresses it takes. */
final class ServerHttp {
  private static final long MOST_BODY_BYTES = 256 * 1024;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /**
   * Ids of warnings hold slashes, semicolons and percent signs, which stand encoded in a segment.
   * No file is found by a path here, so none of them can lead astray.
   */
  private static final UriCompliance ADDRESSES =
      UriCompliance.DEFAULT.with(
          "zhijing",
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_PATH_PARAMETER);

  private ServerHttp() {}

  static void configure(
      JavalinConfig config, ConsoleSettings.Listening listening, Optional<KeyStore> keys) {
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(ServerHttp::tighten);
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    keys.ifPresent(
        store ->
            config.jetty.addConnector(
                (server, http) -> {
                  tighten(http);
                  SslContextFactory.Server tls = new SslContextFactory.Server();
                  tls.setKeyStore(store);
                  tls.setKeyStorePassword("");
                  tls.setIncludeProtocols(PROTOCOLS);
                  HttpConfiguration secure = new HttpConfiguration(http);
                  SecureRequestCustomizer customizer = new SecureRequestCustomizer();
                  customizer.setSniHostCheck(false);
                  secure.addCustomizer(customizer);
                  ServerConnector connector =
                      new ServerConnector(server, tls, new HttpConnectionFactory(secure));
                  connector.setHost(listening.bind());
                  connector.setPort(listening.port());
                  return connector;
                }));
  }

  private static void tighten(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setUriCompliance(ADDRESSES);
  }
}
