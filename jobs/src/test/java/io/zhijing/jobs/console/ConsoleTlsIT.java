package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Tls;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console by TLS, with a certificate that the JDK's own tool makes. */
@ExtendWith(RunningConsole.Shared.class)
class ConsoleTlsIT {
  private static final String STORE_PASSWORD = "made for a test";

  @TempDir private static Path folder;

  private static KeyStore store() throws Exception {
    Path file = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "console",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }

  private static Path pem(String name, String kind, byte[] content) throws Exception {
    Path file = folder.resolve(name);
    String text = Base64.getMimeEncoder().encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    return file;
  }

  private static HttpClient trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("console", store.getCertificate("console"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Test
  void byTlsASessionsCookieIsSecureAndBrowsersAreToldToStayWithIt(RunningConsole running)
      throws Exception {
    KeyStore store = store();
    Tls tls =
        new Tls(
            pem("console.crt", "CERTIFICATE", store.getCertificate("console").getEncoded()),
            pem(
                "console.key",
                "PRIVATE KEY",
                store.getKey("console", STORE_PASSWORD.toCharArray()).getEncoded()));
    ConsoleSettings plain = running.settings(Optional.of(running.users().path()));
    ConsoleSettings secure =
        new ConsoleSettings(
            plain.job(),
            plain.kafka(),
            plain.elasticsearch(),
            new Listening("127.0.0.1", 0, Optional.of(tls), Optional.empty()),
            plain.users(),
            plain.sessions(),
            plain.look());
    try (Console console = Console.start(secure, Clock.systemUTC())) {
      assertThat(console.address().getScheme()).isEqualTo("https");
      HttpResponse<String> answer =
          trusting(store)
              .send(
                  HttpRequest.newBuilder(console.address().resolve("/api/v1/session"))
                      .header("Content-Type", "application/json")
                      .header("Origin", console.address().toString().replaceAll("/$", ""))
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"user\":\"vera\",\"password\":\""
                                  + RunningConsole.PASSWORD
                                  + "\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-zhijing=")
          .contains("Secure", "HttpOnly", "SameSite=Strict");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }
}
