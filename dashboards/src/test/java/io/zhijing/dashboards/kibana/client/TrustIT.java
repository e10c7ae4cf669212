package io.zhijing.dashboards.kibana.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.dashboards.kibana.Editions;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.client.Trouble.Kind;
import io.zhijing.dashboards.kibana.source.Language;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate that its own maker signed. */
class TrustIT {
  private static final KibanaFile FILE = KibanaFile.of(Editions.usual(Language.EN), "");
  private static final char[] PASSWORD = "for tests only".toCharArray();

  @TempDir private static Path folder;
  private static HttpsServer server;
  private static SSLContext context;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "kibana",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    context = context(keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body =
              "{\"version\":{\"number\":\"9.0.0\"},\"success\":true,\"successCount\":7}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("kibana", keys.getCertificate("kibana"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return made;
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static KibanaSettings settings() {
    return new KibanaSettings(
        URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
        "",
        new Credentials.Basic("li", "secret"),
        Duration.ofSeconds(10));
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaidAndNothingIsSent() {
    Installed installed = Installer.install(FILE, settings());
    assertThat(installed.troubles()).extracting(Trouble::kind).containsExactly(Kind.UNTRUSTED);
    assertThat(installed.troubles().toString()).doesNotContain("secret");
  }

  @Test
  void aTrustedOneIsSpokenTo() {
    Installed installed = Installer.install(FILE, settings(), Optional.of(context));
    assertThat(installed.troubles()).isEmpty();
    assertThat(installed.objects()).isEqualTo(7);
  }
}
